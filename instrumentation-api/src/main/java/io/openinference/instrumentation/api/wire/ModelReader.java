// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.util.Map;

/**
 * Reads the objects that a library returns to the application, such as a parsed response.
 *
 * @since 0.1.0
 */
public interface ModelReader {

  /**
   * Reads a model once and returns both its fields and its text.
   *
   * @throws IllegalArgumentException if the model cannot be read
   */
  WireBody read(Object model);

  /**
   * Converts a model to a map that equals its JSON.
   *
   * @return an unmodifiable map, empty if the model is not a JSON object
   * @throws IllegalArgumentException if the model cannot be read
   */
  Map<String, ?> toMap(Object model);
}
