// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A split: a named part of the examples, such as {@code train}.
 *
 * @since 0.1.0
 */
public final class DatasetSplit extends NamedValue {

  DatasetSplit(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the color on Phoenix's pages, such as {@code #4cf2ff}. */
  public String color() {
    return text("color");
  }

  /** Returns the metadata. */
  public Map<String, @Nullable Object> metadata() {
    return object("metadata");
  }

  /** Returns the number of its examples in the dataset. */
  public int exampleCount() {
    return integer("example_count");
  }
}
