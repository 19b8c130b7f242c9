// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects that a library returns to the application, such as a parsed response.
 *
 * @since 0.1.0
 */
public interface ModelReader {

  /** A reader for libraries whose bodies are read from the wire. */
  ModelReader NONE =
      of(
          model -> {
            throw new IllegalArgumentException("Bodies are read from the wire.");
          });

  /**
   * Returns a reader of models.
   *
   * @param toMap converts a model to a map that equals its JSON
   */
  static ModelReader of(Function<Object, ? extends Map<String, ?>> toMap) {
    return new ModelReader() {
      @Override
      public WireBody read(Object model) {
        return new WireBody(toMap(model));
      }

      @Override
      public Map<String, ?> toMap(Object model) {
        return toMap.apply(model);
      }
    };
  }

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

  /**
   * Returns the server's message about a failure. Returns null if the library's exception already
   * has the message, or if the server sent none.
   */
  default @Nullable String messageOf(Throwable failure) {
    return null;
  }
}
