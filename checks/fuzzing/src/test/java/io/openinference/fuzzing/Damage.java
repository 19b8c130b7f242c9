// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Bytes of a body that are replaced by others.
 *
 * @param position the first of them, in thousandths of the body's length
 * @param length how many are left out, beyond the end none
 * @param inserted what comes in their place
 */
record Damage(int position, int length, byte[] inserted) {

  private static final List<byte[]> PIECES =
      List.of(
          bytes(""),
          bytes("\n"),
          bytes("\r\n"),
          bytes("\r"),
          bytes("\n\n"),
          bytes("data: [DONE]\n\n"),
          bytes("data: {}\n\n"),
          bytes("data: null\n\n"),
          bytes("data\ndata:\ndata: \n\n"),
          bytes("event: error\ndata: {\"error\": {\"message\": 7}}\n\n"),
          bytes(": comment\nid: 1\nretry: never\n"),
          bytes("\ufeff"),
          bytes("x".repeat(100_000)),
          new byte[] {(byte) 0xc3},
          new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          new byte[] {0, (byte) 0xff});

  static Arbitrary<List<Damage>> some() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 1_000),
            Arbitraries.frequency(
                Tuple.of(3, 0), Tuple.of(2, 1), Tuple.of(1, 40), Tuple.of(1, Integer.MAX_VALUE)),
            Arbitraries.of(PIECES))
        .as(Damage::new)
        .list()
        .ofMaxSize(4);
  }

  static byte[] applyAll(List<Damage> damages, byte[] body) {
    byte[] damaged = body;
    for (Damage damage : damages) {
      damaged = damage.apply(damaged);
    }
    return damaged;
  }

  private byte[] apply(byte[] body) {
    int from = (int) ((long) body.length * position / 1_000);
    int to = (int) Math.min(body.length, (long) from + length);
    ByteArrayOutputStream damaged = new ByteArrayOutputStream();
    damaged.write(body, 0, from);
    damaged.writeBytes(inserted);
    damaged.write(body, to, body.length - to);
    return damaged.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    String text =
        new String(inserted, 0, Math.min(80, inserted.length), StandardCharsets.ISO_8859_1);
    return "Damage[%d‰, %d bytes -> %s]".formatted(position, length, Corpus.write(text));
  }
}
