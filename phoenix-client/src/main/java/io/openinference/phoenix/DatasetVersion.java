// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a dataset. Each change of the examples makes one.
 *
 * @since 0.1.0
 */
public final class DatasetVersion extends ServerValue {

  DatasetVersion(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the id. */
  public String id() {
    return text("version_id");
  }

  /** Returns the description, or an empty text. */
  public String description() {
    return text("description");
  }

  /** Returns the metadata. */
  public Map<String, @Nullable Object> metadata() {
    return object("metadata");
  }

  /** Returns the time of creation. */
  public Instant createdAt() {
    return time("created_at");
  }
}
