// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bits of {@link TextGrams}, in blocks of 64 spans.
 *
 * <p>A block has one number for each bit, and each bit of the number stands for one span. A filter
 * reads few numbers of each block instead of a row of each span. Blocks that get no more spans are
 * folded into {@link GramGroups}.
 */
final class GramBlocks implements AutoCloseable {

  /** The number of spans of a block. */
  static final int SPANS = 64;

  /** A block takes 32 KB of memory. */
  private static final int MAX_CHANGED = 1_000;

  private static final long NONE = -1;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final PreparedStatement find;
  private final PreparedStatement put;
  private final PreparedStatement drop;
  private final PreparedStatement findFull;
  private final GramGroups groups;
  private final Map<Long, long[]> changed = new HashMap<>();

  /** The bits of the newest spans, until their block is full or written. */
  private final byte[] @Nullable [] added = new byte[SPANS][];

  private long addedBlock = NONE;
  private long lastAdded = NONE;

  GramBlocks(Connection connection) throws SQLException {
    find = connection.prepareStatement("SELECT bits FROM gram_blocks WHERE block = ?");
    put = connection.prepareStatement("INSERT OR REPLACE INTO gram_blocks VALUES(?, ?)");
    drop = connection.prepareStatement("DELETE FROM gram_blocks WHERE block = ?");
    findFull = connection.prepareStatement("SELECT block, bits FROM gram_blocks WHERE block < ?");
    groups = new GramGroups(connection);
  }

  void add(long span, byte[] grams) throws SQLException {
    long number = span / SPANS;
    if (number != addedBlock) {
      putAdded();
      addedBlock = number;
      lastAdded = Math.max(lastAdded, number);
    }
    added[(int) (span % SPANS)] = grams;
  }

  /**
   * Puts the bits of the added spans into their block.
   *
   * <p>A span brings a row of bits, and a block has a row of spans for each bit. Turning squares of
   * 64 rows takes a tenth of the time of setting bit by bit.
   */
  private void putAdded() throws SQLException {
    if (addedBlock == NONE) {
      return;
    }
    long number = addedBlock;
    addedBlock = NONE;
    long[] words = block(number);
    long[] square = new long[SPANS];
    for (int first = 0; first < TextGrams.BITS; first += SPANS) {
      for (int span = 0; span < SPANS; span++) {
        byte[] bits = added[span];
        square[span] = bits == null ? 0 : (long) LONGS.get(bits, first / 8);
      }
      turn(square);
      for (int i = 0; i < SPANS; i++) {
        words[first + i] |= square[i];
      }
    }
    Arrays.fill(added, null);
  }

  /** Makes rows of columns: first of the halves of the square, then of their halves, and so on. */
  private static void turn(long[] square) {
    long low = 0xFFFF_FFFFL;
    for (int half = SPANS / 2; half > 0; half /= 2) {
      for (int row = 0; row < SPANS; row = (row + half + 1) & ~half) {
        long swap = ((square[row] >>> half) ^ square[row + half]) & low;
        square[row] ^= swap << half;
        square[row + half] ^= swap;
      }
      low ^= low << (half / 2);
    }
  }

  /** Forgets the text of a span that is deleted. */
  void remove(long span) throws SQLException {
    putAdded();
    groups.remove(span);
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
    putAdded();
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
    fold();
    groups.write();
    changed.clear();
    lastAdded = NONE;
  }

  /** New spans have higher numbers, so that the blocks of earlier groups are full. */
  private void fold() throws SQLException {
    findFull.setLong(1, lastAdded / GramGroups.BLOCKS * GramGroups.BLOCKS);
    List<Long> folded = new ArrayList<>();
    try (ResultSet row = findFull.executeQuery()) {
      while (row.next()) {
        groups.add(row.getLong("block"), words(row));
        folded.add(row.getLong("block"));
      }
    }
    for (long block : folded) {
      drop.setLong(1, block);
      drop.executeUpdate();
    }
  }

  void clear() {
    changed.clear();
    groups.clear();
    Arrays.fill(added, null);
    addedBlock = NONE;
    lastAdded = NONE;
  }

  @Override
  public void close() throws SQLException {
    find.close();
    put.close();
    drop.close();
    findFull.close();
    groups.close();
  }

  /** Returns the ids of the spans that may pass, which have all these bits. */
  static BitSet candidates(Connection connection, int[] bits) throws SQLException {
    BitSet candidates = new BitSet();
    GramGroups.addCandidates(connection, bits, candidates);
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
