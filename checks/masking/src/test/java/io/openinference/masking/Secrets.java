// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The secrets of one run: each position has a needle that is nowhere else, in text that is hard to
 * escape. A needle counts as planted once a scenario has asked for it.
 */
final class Secrets {

  /** A length of base64 that is shorter than each image, recording and file. */
  static final int BASE64_LENGTH = 64;

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int NEEDLE_LENGTH = 16;

  private final Random random;
  private final String before;
  private final String after;
  private final Map<Position, Needle> planted = new EnumMap<>(Position.class);

  /**
   * @param before text before each needle that stands in text
   * @param after text after it
   */
  Secrets(long seed, String before, String after) {
    this.random = new Random(seed);
    this.before = before;
    this.after = after;
  }

  Map<Position, Needle> planted() {
    return planted;
  }

  /** Returns the needle itself, for places that take no other characters. */
  String word(Position position) {
    return planted.computeIfAbsent(position, p -> Needle.of(randomWord())).text();
  }

  String text(Position position) {
    return before + word(position) + after;
  }

  String link(Position position) {
    return "https://images.example/" + word(position) + ".png";
  }

  /** Returns base64 of bytes among which the needle is, wherever it falls in them. */
  String base64(Position position) {
    String bytes = "x".repeat(BASE64_LENGTH + random.nextInt(3)) + word(position) + "yy";
    return Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.UTF_8));
  }

  String dataUri(String mimeType, Position position) {
    return "data:" + mimeType + ";base64," + base64(position);
  }

  /** Returns a vector that is a needle as a whole. */
  float[] vector(Position position) {
    return planted.computeIfAbsent(position, p -> Needle.of(randomVector())).vector();
  }

  /** Returns a vector as embedding APIs send it: little-endian floats in base64. */
  String vectorInBase64(Position position) {
    float[] vector = vector(position);
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : vector) {
      bytes.putFloat(number);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private String randomWord() {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < NEEDLE_LENGTH; i++) {
      word.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return word.toString();
  }

  private float[] randomVector() {
    List<Float> numbers = IntStream.range(0, 4).mapToObj(i -> random.nextFloat()).toList();
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = numbers.get(i);
    }
    return vector;
  }
}
