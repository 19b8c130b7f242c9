// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Tells quickly that a text cannot be in a span, so that a filter need not unpack the span.
 *
 * <p>Each sequence of three bytes of the packed message sets one bit. A text can be in the message
 * only if the bits of all its sequences are set. Some other spans pass as well; the filter then
 * reads them.
 */
final class TextGrams {

  /** The number of bits of a span. */
  static final int BITS = 4096;

  private static final int GRAM = 3;
  private static final int KEY = 0xFF_FFFF;
  private static final int MAX_GRAMS = 64;

  /** A JSON text can hide a letter behind this sequence. Then the bits tell nothing. */
  private static final byte[] ESCAPE = {'\\', 'u', '0', '0'};

  /** Filters look for texts without regard to case. */
  private static final byte[] LOWER = new byte[256];

  static {
    for (int i = 0; i < LOWER.length; i++) {
      LOWER[i] = (byte) (i >= 'A' && i <= 'Z' ? i + 'a' - 'A' : i);
    }
  }

  /** Returns the bits of a message. */
  static byte[] of(byte[] message) {
    byte[] bits = new byte[BITS / 8];
    int key = 0;
    for (int i = 0; i < message.length; i++) {
      key = ((key << 8) | (LOWER[message[i] & 255] & 255)) & KEY;
      if (i >= GRAM - 1) {
        int bit = bit(key);
        bits[bit >> 3] |= (byte) (1 << (bit & 7));
      }
      if (message[i] == '\\' && isEscape(message, i)) {
        return anything();
      }
    }
    return bits;
  }

  /** Returns the bits of a message that may hold any text. */
  static byte[] anything() {
    byte[] bits = new byte[BITS / 8];
    Arrays.fill(bits, (byte) -1);
    return bits;
  }

  private static boolean isEscape(byte[] message, int start) {
    int end = Math.min(message.length, start + ESCAPE.length);
    return Arrays.equals(message, start, end, ESCAPE, 0, ESCAPE.length);
  }

  /** Returns bits that a message with all these texts has. */
  static int[] bitsOf(List<String> texts) {
    return texts.stream()
        .flatMapToInt(
            text -> {
              byte[] bytes = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
              return IntStream.range(0, Math.max(0, bytes.length - GRAM + 1))
                  .filter(i -> isPlain(bytes[i]) && isPlain(bytes[i + 1]) && isPlain(bytes[i + 2]))
                  .map(i -> bit(bytes[i], bytes[i + 1], bytes[i + 2]));
            })
        .distinct()
        .limit(MAX_GRAMS)
        .toArray();
  }

  /** JSON and damaged UTF-8 write other characters in more than one way. */
  private static boolean isPlain(byte each) {
    return each >= ' ' && each < 127 && each != '"' && each != '\\' && each != '/';
  }

  private static int bit(byte first, byte second, byte third) {
    return bit((first & 255) << 16 | (second & 255) << 8 | (third & 255));
  }

  private static int bit(int key) {
    // The upper bits of the product depend on all bits of the key.
    return (key * 0x9E3779B1) >>> 20;
  }

  private TextGrams() {}
}
