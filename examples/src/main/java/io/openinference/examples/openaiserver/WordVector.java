// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

/**
 * Embeds a text by counting its words in buckets chosen by hash, scaled to length 1: texts that
 * share words are near each other.
 */
final class WordVector {

  static final int DIMENSIONS = 256;

  static float[] of(String text, int dimensions) {
    float[] vector = new float[dimensions];
    for (String word : Words.of(text)) {
      // The multiplication spreads neighbouring hash codes, as those of "1041" and "1042".
      vector[Math.floorMod((word.hashCode() * 0x9E3779B9) >> 8, dimensions)]++;
    }
    return normalized(vector);
  }

  /** The cosine of the angle between two texts, 0 when they share no word. */
  static double similarity(String left, String right) {
    float[] a = of(left, DIMENSIONS);
    float[] b = of(right, DIMENSIONS);
    double dot = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      dot += a[i] * b[i];
    }
    return dot;
  }

  private static float[] normalized(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    float length = (float) Math.sqrt(squares);
    for (int i = 0; i < vector.length && length > 0; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  private WordVector() {}
}
