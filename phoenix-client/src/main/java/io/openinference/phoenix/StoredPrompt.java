// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prompt as Phoenix lists it. Its text is in its versions.
 *
 * @since 0.1.0
 */
public final class StoredPrompt extends NamedValue {

  StoredPrompt(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the metadata. */
  public Map<String, @Nullable Object> metadata() {
    return object("metadata");
  }
}
