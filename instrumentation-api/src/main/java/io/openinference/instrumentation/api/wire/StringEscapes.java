// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Writes strings like Jackson, but checks eight characters at a time for escaping.
 *
 * <p>The search checks only the low byte of each character. All escaped characters are ASCII, so
 * none is missed. False matches are sorted out afterwards.
 */
final class StringEscapes {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
  private static final long SPACES = ' ' * EACH;
  private static final long QUOTES = '"' * EACH;
  private static final long BACKSLASHES = '\\' * EACH;

  /** Escape sequences by character; null for a character that is written unchanged. */
  private static final @Nullable String[] ESCAPES = escapes();

  /** The size of a chunk in characters, a multiple of eight. */
  private static final int CHUNK = 1024;

  private final byte[] lowBytes = new byte[CHUNK];

  private static @Nullable String[] escapes() {
    @Nullable String[] escapes = new String['\\' + 1];
    for (char character = 0; character < escapes.length; character++) {
      String text = String.valueOf(character);
      String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(text));
      escapes[character] = quoted.equals(text) ? null : quoted;
    }
    return escapes;
  }

  /** Writes a string as the next value. */
  void write(String text, JsonGenerator generator) throws IOException {
    generator.writeRawValue("\"");
    int written = 0;
    for (int start = 0; start < text.length(); start += CHUNK) {
      int length = readLowBytes(text, start);
      if (mayHoldEscaped(length)) {
        written = writeEscaped(text, start, length, written, generator);
      }
    }
    generator.writeRaw(text, written, text.length() - written);
    generator.writeRaw('"');
  }

  /** The loop has no branch, because most chunks of most texts need no escaping. */
  private boolean mayHoldEscaped(int length) {
    long found = 0;
    for (int i = 0; i < length; i += Long.BYTES) {
      found |= escaped((long) LONGS.get(lowBytes, i));
    }
    return found != 0;
  }

  /**
   * Writes a chunk up to its last escaped character, and returns the index after that character.
   */
  private int writeEscaped(String text, int start, int length, int from, JsonGenerator generator)
      throws IOException {
    int written = from;
    for (int i = 0; i < length; i += Long.BYTES) {
      long found = escaped((long) LONGS.get(lowBytes, i));
      while (found != 0) {
        int index = start + i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
        found &= found - 1;
        String escape = index < text.length() ? escape(text.charAt(index)) : null;
        if (escape != null) {
          generator.writeRaw(text, written, index - written);
          generator.writeRaw(escape);
          written = index + 1;
        }
      }
    }
    return written;
  }

  /** Returns the number of bytes, rounded up to a multiple of eight. */
  @SuppressWarnings("deprecation") // Drops the high bytes on purpose.
  private int readLowBytes(String text, int start) {
    int length = Math.min(text.length() - start, CHUNK);
    text.getBytes(start, start + length, lowBytes, 0);
    return (length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
  }

  /**
   * Sets the highest bit of each of eight characters that is a control character, a quote or a
   * backslash. Bits after the first match may be false matches.
   */
  private static long escaped(long characters) {
    long quotes = characters ^ QUOTES;
    long backslashes = characters ^ BACKSLASHES;
    long below = (characters - SPACES) & ~characters;
    return (below | ((quotes - EACH) & ~quotes) | ((backslashes - EACH) & ~backslashes))
        & HIGHEST_BITS;
  }

  private static @Nullable String escape(char character) {
    return character < ESCAPES.length ? ESCAPES[character] : null;
  }
}
