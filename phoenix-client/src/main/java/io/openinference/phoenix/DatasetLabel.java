// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A label that datasets can carry.
 *
 * @since 0.1.0
 */
public final class DatasetLabel extends ServerValue {

  DatasetLabel(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the id. */
  public String id() {
    return text("id");
  }

  /** Returns the name. */
  public String name() {
    return text("name");
  }

  /** Returns the description, or an empty text. */
  public String description() {
    return text("description");
  }

  /** Returns the color on Phoenix's pages, such as {@code #4cf2ff}. */
  public String color() {
    return text("color");
  }
}
