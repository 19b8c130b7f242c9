// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import io.openinference.instrumentation.EmbeddedText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads vectors that are arrays of floats, lists of numbers, or 32-bit little-endian floats in
 * base64.
 *
 * @since 0.1.0
 */
public final class Vectors {

  /**
   * Returns a text with its vector, or without a vector if it cannot be read.
   *
   * @param vector an array of floats, or the value of {@code embedding} in a response
   */
  public static EmbeddedText embedding(@Nullable String text, Object vector) {
    if (vector instanceof float[] floats) {
      return EmbeddedText.of(text, floats);
    }
    if (vector instanceof String base64 && !base64.isEmpty()) {
      float[] floats = floats(base64);
      return floats.length == 0 ? withoutVector(text) : EmbeddedText.of(text, floats);
    }
    List<Number> numbers = numbers(vector);
    return numbers.isEmpty() ? withoutVector(text) : EmbeddedText.of(text, numbers);
  }

  /**
   * Returns texts with their vectors. A text or a vector is missing where one list is longer.
   *
   * @param vectors arrays of floats, or the values of {@code embedding} in a response
   */
  public static List<EmbeddedText> embeddings(
      List<? extends @Nullable String> texts, List<? extends @Nullable Object> vectors) {
    List<EmbeddedText> embeddings = new ArrayList<>();
    for (int i = 0; i < Math.max(texts.size(), vectors.size()); i++) {
      String text = i < texts.size() ? texts.get(i) : null;
      Object vector = i < vectors.size() ? vectors.get(i) : null;
      embeddings.add(vector == null ? withoutVector(text) : embedding(text, vector));
    }
    return embeddings;
  }

  /** Returns a text whose vector has not arrived. */
  public static EmbeddedText withoutVector(@Nullable String text) {
    return EmbeddedText.of(text);
  }

  private static float[] floats(String base64) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      float[] floats = new float[bytes.remaining() / Float.BYTES];
      bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
      return floats;
    } catch (IllegalArgumentException e) {
      return new float[0];
    }
  }

  private static List<Number> numbers(Object vector) {
    if (!(vector instanceof List<?> list)) {
      return List.of();
    }
    List<Number> numbers = new ArrayList<>(list.size());
    for (Object element : list) {
      if (!(element instanceof Number number)) {
        return List.of();
      }
      numbers.add(number);
    }
    return numbers;
  }

  private Vectors() {}
}
