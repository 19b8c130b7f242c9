// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import io.openinference.instrumentation.api.ContentBudget;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of a body of type {@code application/vnd.amazon.eventstream} into its frames.
 *
 * <p>The AWS SDK has classes for frames, but their packages differ between releases. A frame is a
 * prelude of 12 bytes (length of the frame, length of the headers, checksum), headers, payload, and
 * a checksum. This class does not verify checksums, because the SDK does.
 *
 * @since 0.1.0
 */
public final class EventFrames {

  private static final int PRELUDE = 12;
  private static final int CHECKSUM = 4;
  private static final int STRING = 7;

  private byte[] pending = new byte[256];
  private int size;
  private long skipped;

  /** Creates frames of a body of which no byte has arrived. */
  public EventFrames() {}

  /**
   * A frame.
   *
   * @param kind {@code event} or {@code exception}
   * @param type the type of the event, for example {@code contentBlockDelta}
   * @param payload the payload as text
   * @since 0.1.0
   */
  public record Frame(String kind, String type, String payload) {}

  /**
   * Adds bytes and passes on the frames that are complete.
   *
   * @throws RuntimeException if a frame contradicts its lengths
   */
  public void accept(byte[] bytes, int offset, int length, Consumer<Frame> frames) {
    int start = offset;
    int rest = length;
    while (rest > 0) {
      int used = skipped > 0 ? skip(rest) : fill(bytes, start, rest, frames);
      start += used;
      rest -= used;
    }
  }

  private int skip(int length) {
    int used = (int) Math.min(skipped, length);
    skipped -= used;
    return used;
  }

  private int fill(byte[] bytes, int offset, int length, Consumer<Frame> frames) {
    int wanted = size < PRELUDE ? PRELUDE : frameLength();
    if (size >= PRELUDE && (wanted < PRELUDE + CHECKSUM || wanted > ContentBudget.defaultLimit())) {
      skipped = wanted < PRELUDE + CHECKSUM ? Long.MAX_VALUE : wanted - (long) size;
      size = 0;
      return 0;
    }
    int used = Math.min(wanted - size, length);
    if (size + used > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(size + used, Math.min(wanted, 2 * pending.length)));
    }
    System.arraycopy(bytes, offset, pending, size, used);
    size += used;
    if (size > PRELUDE && size == wanted) {
      size = 0;
      Frame frame = read(ByteBuffer.wrap(pending, 0, wanted));
      if (frame == null) {
        skipped = Long.MAX_VALUE;
      } else {
        frames.accept(frame);
      }
    }
    return used;
  }

  /** Returns null for a frame that contradicts its lengths. The SDK rejects such a frame too. */
  private static @Nullable Frame read(ByteBuffer bytes) {
    try {
      return frame(bytes);
    } catch (IllegalArgumentException | BufferUnderflowException malformed) {
      return null;
    }
  }

  private int frameLength() {
    return ByteBuffer.wrap(pending).getInt();
  }

  private static Frame frame(ByteBuffer bytes) {
    int length = bytes.getInt();
    int headersLength = bytes.getInt();
    int payload = PRELUDE + headersLength;
    bytes.position(PRELUDE);
    Map<String, String> headers = headers(bytes, payload);
    String kind = headers.getOrDefault(":message-type", "event");
    String type =
        headers.getOrDefault(kind.equals("event") ? ":event-type" : ":" + kind + "-type", "");
    bytes.position(payload);
    return new Frame(kind, type, string(bytes, length - CHECKSUM - payload));
  }

  private static Map<String, String> headers(ByteBuffer bytes, int end) {
    Map<String, String> headers = new HashMap<>();
    while (bytes.position() < end) {
      String name = string(bytes, bytes.get() & 0xFF);
      int type = bytes.get();
      if (type == STRING) {
        headers.put(name, string(bytes, bytes.getShort() & 0xFFFF));
      } else {
        bytes.position(bytes.position() + valueLength(type, bytes));
      }
    }
    return headers;
  }

  private static String string(ByteBuffer bytes, int length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException("A frame contradicts its lengths.");
    }
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Two types are booleans without a value; the numbers, bytes, time and UUID follow. */
  private static int valueLength(int type, ByteBuffer bytes) {
    return switch (type) {
      case 2 -> 1;
      case 3 -> 2;
      case 4 -> 4;
      case 5, 8 -> 8;
      case 6 -> bytes.getShort() & 0xFFFF;
      case 9 -> 16;
      default -> 0;
    };
  }
}
