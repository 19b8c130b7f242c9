// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Packs the bytes of spans. The first byte says whether the rest is deflated. */
final class Payloads {

  private static final int WORTH_DEFLATING = 200;
  private static final byte PLAIN = 0;
  private static final byte DEFLATED = 1;

  /** Setting one up takes as long as packing a short span. The threads are few. */
  private static final ThreadLocal<Deflater> DEFLATERS =
      ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED, true));

  private static final ThreadLocal<Inflater> INFLATERS =
      ThreadLocal.withInitial(() -> new Inflater(true));

  static byte[] pack(byte[] bytes) {
    if (bytes.length >= WORTH_DEFLATING) {
      byte[] deflated = deflate(bytes);
      if (deflated.length < bytes.length) {
        return deflated;
      }
    }
    byte[] plain = new byte[bytes.length + 1];
    plain[0] = PLAIN;
    System.arraycopy(bytes, 0, plain, 1, bytes.length);
    return plain;
  }

  static byte[] unpack(byte[] packed) {
    if (packed[0] == PLAIN) {
      byte[] bytes = new byte[packed.length - 1];
      System.arraycopy(packed, 1, bytes, 0, bytes.length);
      return bytes;
    }
    Inflater inflater = INFLATERS.get();
    try {
      inflater.reset();
      inflater.setInput(packed, 1, packed.length - 1);
      ByteArrayOutputStream out = new ByteArrayOutputStream(packed.length * 4);
      byte[] buffer = new byte[8192];
      while (!inflater.finished()) {
        int length = inflater.inflate(buffer);
        if (length == 0 && inflater.needsInput()) {
          break;
        }
        out.write(buffer, 0, length);
      }
      return out.toByteArray();
    } catch (DataFormatException damaged) {
      throw new IllegalStateException("A span in the store is damaged", damaged);
    }
  }

  /** Returns 64 bits that tell different spans with one id apart. */
  static long digest(byte[] bytes) {
    // Two checksums that processors calculate; nobody attacks himself with equal ones.
    CRC32C high = new CRC32C();
    CRC32 low = new CRC32();
    high.update(bytes);
    low.update(bytes);
    return (high.getValue() << 32) | low.getValue();
  }

  private static byte[] deflate(byte[] bytes) {
    Deflater deflater = DEFLATERS.get();
    deflater.reset();
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 64);
    out.write(DEFLATED);
    byte[] buffer = new byte[4096];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    return out.toByteArray();
  }

  private Payloads() {}
}
