// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tag of a version of a prompt, such as {@code production}.
 *
 * @since 0.1.0
 */
public final class PromptTag extends NamedValue {

  PromptTag(Map<String, @Nullable Object> json) {
    super(json);
  }
}
