// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The bits of {@link TextGrams} of many spans, in groups of 64 blocks of {@link GramBlocks}.
 *
 * <p>A group has one row for each bit, and each bit of the row stands for one span. A filter reads
 * some rows of 512 bytes of a group, where it would read 2 MB of blocks.
 */
final class GramGroups implements AutoCloseable {

  /** The number of blocks of a group. */
  static final int BLOCKS = 64;

  static final int SPANS = BLOCKS * GramBlocks.SPANS;

  /** A group takes 2 MB of memory. */
  private static final int MAX_CHANGED = 4;

  /** In one aggregate, SQLite would read the whole table. */
  private static final String ENDS =
      "SELECT (SELECT min(id) FROM gram_groups), (SELECT max(id) FROM gram_groups)";

  private final PreparedStatement find;
  private final PreparedStatement put;
  private final PreparedStatement drop;
  private final Map<Long, long[][]> changed = new HashMap<>();

  GramGroups(Connection connection) throws SQLException {
    find =
        connection.prepareStatement("SELECT id, spans FROM gram_groups WHERE id BETWEEN ? AND ?");
    put = connection.prepareStatement("INSERT OR REPLACE INTO gram_groups VALUES(?, ?)");
    drop = connection.prepareStatement("DELETE FROM gram_groups WHERE id = ?");
  }

  /** Adds the bits of a block, which has a number for each bit. */
  void add(long block, LongBuffer words) throws SQLException {
    long[][] rows = group(block / BLOCKS);
    int place = (int) (block % BLOCKS);
    for (int bit = 0; bit < TextGrams.BITS; bit++) {
      rows[bit][place] |= words.get(bit);
    }
  }

  /** Forgets the text of a span that is deleted. */
  void remove(long span) throws SQLException {
    int place = (int) (span % SPANS / GramBlocks.SPANS);
    long mask = ~(1L << (span % GramBlocks.SPANS));
    for (long[] row : group(span / SPANS)) {
      row[place] &= mask;
    }
  }

  private long[][] group(long number) throws SQLException {
    long[][] known = changed.get(number);
    if (known == null) {
      if (changed.size() >= MAX_CHANGED) {
        write();
      }
      known = new long[TextGrams.BITS][BLOCKS];
      find.setLong(1, number * TextGrams.BITS);
      find.setLong(2, number * TextGrams.BITS + TextGrams.BITS - 1);
      try (ResultSet row = find.executeQuery()) {
        while (row.next()) {
          words(row).get(known[(int) (row.getLong("id") % TextGrams.BITS)]);
        }
      }
      changed.put(number, known);
    }
    return known;
  }

  private static LongBuffer words(ResultSet row) throws SQLException {
    return ByteBuffer.wrap(row.getBytes("spans")).asLongBuffer();
  }

  /** Writes the rows of the groups that changed. A row without spans is dropped. */
  void write() throws SQLException {
    for (Map.Entry<Long, long[][]> entry : changed.entrySet()) {
      long[][] rows = entry.getValue();
      for (int bit = 0; bit < rows.length; bit++) {
        long id = entry.getKey() * TextGrams.BITS + bit;
        if (Arrays.stream(rows[bit]).allMatch(word -> word == 0)) {
          drop.setLong(1, id);
          drop.executeUpdate();
          continue;
        }
        ByteBuffer bytes = ByteBuffer.allocate(BLOCKS * Long.BYTES);
        bytes.asLongBuffer().put(rows[bit]);
        put.setLong(1, id);
        put.setBytes(2, bytes.array());
        put.executeUpdate();
      }
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

  /** Adds the ids of the spans that have all these bits. */
  static void addCandidates(Connection connection, int[] bits, BitSet candidates)
      throws SQLException {
    long first;
    long last;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ENDS)) {
      first = row.getLong(1) / TextGrams.BITS;
      last = row.getLong(2) / TextGrams.BITS;
    }
    try (PreparedStatement find =
        connection.prepareStatement("SELECT spans FROM gram_groups WHERE id = ?")) {
      for (long group = first; group <= last; group++) {
        long[] masks = masks(find, group, bits);
        for (int i = 0; i < masks.length; i++) {
          for (long mask = masks[i]; mask != 0; mask &= mask - 1) {
            candidates.set(
                Math.toIntExact(
                    group * SPANS
                        + (long) i * GramBlocks.SPANS
                        + Long.numberOfTrailingZeros(mask)));
          }
        }
      }
    }
  }

  /** Returns a bit for each span of a group; none if a bit of the filter has no span. */
  private static long[] masks(PreparedStatement find, long group, int[] bits) throws SQLException {
    long[] masks = new long[BLOCKS];
    Arrays.fill(masks, -1);
    for (int bit : bits) {
      find.setLong(1, group * TextGrams.BITS + bit);
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) {
          return new long[0];
        }
        LongBuffer words = words(row);
        for (int i = 0; i < masks.length; i++) {
          masks[i] &= words.get(i);
        }
      }
    }
    return masks;
  }
}
