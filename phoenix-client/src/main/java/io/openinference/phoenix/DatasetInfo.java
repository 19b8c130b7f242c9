// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset as Phoenix lists it, without its examples.
 *
 * @since 0.1.0
 */
public final class DatasetInfo extends NamedValue {

  DatasetInfo(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the metadata. */
  public Map<String, @Nullable Object> metadata() {
    return object("metadata");
  }

  /** Returns the number of examples in the newest version. */
  public int exampleCount() {
    return integer("example_count");
  }

  /** Returns the time of creation. */
  public Instant createdAt() {
    return time("created_at");
  }

  /** Returns the time of the last change. */
  public Instant updatedAt() {
    return time("updated_at");
  }
}
