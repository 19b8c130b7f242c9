// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks;

/** Makes texts of a given length, the same ones in each run. */
public final class Texts {

  private static final String[] WORDS = {
    "order",
    "shoes",
    "return",
    "within",
    "thirty",
    "days",
    "of",
    "the",
    "delivery",
    "and",
    "a",
    "refund",
    "is",
    "paid",
    "to",
    "card",
    "that",
    "was",
    "used",
    "for",
    "it"
  };

  /**
   * Returns a text of ASCII words.
   *
   * @param length in characters
   * @param seed another seed, another text
   */
  public static String ofLength(int length, int seed) {
    StringBuilder text = new StringBuilder(length + 16);
    for (int i = seed; text.length() < length; i++) {
      text.append(WORDS[Math.floorMod(i * 31 + i / 7, WORDS.length)]).append(' ');
    }
    return text.substring(0, length);
  }

  private Texts() {}
}
