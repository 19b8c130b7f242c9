// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.EmbeddedText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads vectors, which come as numbers or as 32-bit floats, little-endian and in base64. */
final class Vectors {

  private static final double[] NO_VECTOR = {};

  /**
   * Returns a text with its vector, or without one where it cannot be read.
   *
   * @param vector the value of {@code embedding} in a response
   */
  static EmbeddedText embedding(@Nullable String text, Object vector) {
    if (vector instanceof String base64 && !base64.isEmpty()) {
      float[] floats = floats(base64);
      return floats.length == 0 ? withoutVector(text) : EmbeddedText.of(text, floats);
    }
    double[] doubles = doubles(vector);
    return doubles.length == 0 ? withoutVector(text) : EmbeddedText.of(text, doubles);
  }

  static EmbeddedText withoutVector(@Nullable String text) {
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

  private static double[] doubles(Object vector) {
    if (!(vector instanceof List<?> list)) {
      return NO_VECTOR;
    }
    double[] doubles = new double[list.size()];
    int i = 0;
    for (Object element : list) {
      if (!(element instanceof Number number)) {
        return NO_VECTOR;
      }
      doubles[i++] =
          number instanceof Float
              ? FloatDigits.toDouble(number.floatValue())
              : number.doubleValue();
    }
    return doubles;
  }

  private Vectors() {}
}
