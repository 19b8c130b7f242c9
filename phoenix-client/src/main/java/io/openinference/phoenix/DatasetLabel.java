// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A label that datasets can carry.
 *
 * @since 0.1.0
 */
public final class DatasetLabel extends NamedValue {

  DatasetLabel(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the color on Phoenix's pages, such as {@code #4cf2ff}. */
  public String color() {
    return text("color");
  }
}
