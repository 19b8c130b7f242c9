// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The bits of {@link TextGrams}, in blocks of 64 spans.
 *
 * <p>A block has one number for each bit, and each bit of the number stands for one span. A filter
 * reads few numbers of each block instead of a row of each span.
 */
final class GramBlocks implements AutoCloseable {

  private static final int SPANS = 64;

  /** A block takes 32 KB of memory. */
  private static final int MAX_CHANGED = 1_000;

  private final PreparedStatement find;
  private final PreparedStatement put;
  private final PreparedStatement drop;
  private final Map<Long, long[]> changed = new HashMap<>();

  GramBlocks(Connection connection) throws SQLException {
    find = connection.prepareStatement("SELECT bits FROM gram_blocks WHERE block = ?");
    put = connection.prepareStatement("INSERT OR REPLACE INTO gram_blocks VALUES(?, ?)");
    drop = connection.prepareStatement("DELETE FROM gram_blocks WHERE block = ?");
  }

  void add(long span, byte[] grams) throws SQLException {
    long[] words = block(span / SPANS);
    long mask = 1L << (span % SPANS);
    for (int i = 0; i < grams.length; i++) {
      for (int left = grams[i] & 255; left != 0; left &= left - 1) {
        words[i * 8 + Integer.numberOfTrailingZeros(left)] |= mask;
      }
    }
  }

  /** Forgets the text of a span that is deleted. */
  void remove(long span) throws SQLException {
    long[] words = block(span / SPANS);
    long mask = ~(1L << (span % SPANS));
    for (int i = 0; i < words.length; i++) {
      words[i] &= mask;
    }
  }

  private long[] block(long number) throws SQLException {
    long[] known = changed.get(number);
    if (known == null) {
      if (changed.size() >= MAX_CHANGED) {
        write();
      }
      known = new long[TextGrams.BITS];
      find.setLong(1, number);
      try (ResultSet row = find.executeQuery()) {
        if (row.next()) {
          words(row).get(known);
        }
      }
      changed.put(number, known);
    }
    return known;
  }

  private static LongBuffer words(ResultSet row) throws SQLException {
    return ByteBuffer.wrap(row.getBytes("bits")).asLongBuffer();
  }

  /** Writes the blocks that changed, and drops those whose spans are all deleted. */
  void write() throws SQLException {
    for (Map.Entry<Long, long[]> entry : changed.entrySet()) {
      if (Arrays.stream(entry.getValue()).allMatch(word -> word == 0)) {
        drop.setLong(1, entry.getKey());
        drop.executeUpdate();
        continue;
      }
      ByteBuffer bytes = ByteBuffer.allocate(TextGrams.BITS * Long.BYTES);
      bytes.asLongBuffer().put(entry.getValue());
      put.setLong(1, entry.getKey());
      put.setBytes(2, bytes.array());
      put.executeUpdate();
    }
    clear();
  }

  void clear() {
    changed.clear();
  }

  @Override
  public void close() throws SQLException {
    find.close();
    put.close();
    drop.close();
  }

  /** Returns the ids of the spans that may pass, which have all these bits. */
  static BitSet candidates(Connection connection, int[] bits) throws SQLException {
    BitSet candidates = new BitSet();
    try (PreparedStatement all =
            connection.prepareStatement("SELECT block, bits FROM gram_blocks");
        ResultSet row = all.executeQuery()) {
      while (row.next()) {
        LongBuffer words = words(row);
        long mask = -1;
        for (int bit : bits) {
          mask &= words.get(bit);
        }
        long first = row.getLong("block") * SPANS;
        for (; mask != 0; mask &= mask - 1) {
          candidates.set(Math.toIntExact(first + Long.numberOfTrailingZeros(mask)));
        }
      }
    }
    return candidates;
  }
}
