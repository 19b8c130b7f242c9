// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for characters that JSON escapes, eight at a time.
 *
 * <p>Only at the low byte of each: those that are escaped have no other, so that none is missed. A
 * character of another script may be taken for one of them.
 */
final class EscapeScan {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
  private static final long SPACES = ' ' * EACH;
  private static final long QUOTES = '"' * EACH;
  private static final long BACKSLASHES = '\\' * EACH;

  private static final int CHUNK = 1024;

  // A multiple of eight, and what is beyond the text is never escaped.
  private final byte[] lowBytes = new byte[CHUNK];

  /** Tells whether a text is written as it is; where in doubt, it is not. */
  boolean findsNothing(String text) {
    for (int start = 0; start < text.length(); start += CHUNK) {
      if (!findsNothing(text, start, Math.min(text.length(), start + CHUNK))) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("deprecation") // For it drops the high bytes, which is what is wanted.
  private boolean findsNothing(String text, int start, int end) {
    text.getBytes(start, end, lowBytes, 0);
    int length = end - start;
    while (length % Long.BYTES != 0) {
      lowBytes[length++] = ' ';
    }
    long found = 0;
    for (int i = 0; i < length; i += Long.BYTES) {
      found |= escaped((long) LONGS.get(lowBytes, i));
    }
    return found == 0;
  }

  /** Returns 0 if none of eight characters is a control character, a quote or a backslash. */
  private static long escaped(long characters) {
    long quotes = characters ^ QUOTES;
    long backslashes = characters ^ BACKSLASHES;
    long below = (characters - SPACES) & ~characters;
    return (below | ((quotes - EACH) & ~quotes) | ((backslashes - EACH) & ~backslashes))
        & HIGHEST_BITS;
  }
}
