// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class GramBlocksTest {

  /** More than are kept in memory. */
  private static final int BLOCKS = 1_100;

  @Test
  void dropsABlockWhoseSpansAreAllDeleted() throws Exception {
    byte[] grams = TextGrams.of("zebra".getBytes(StandardCharsets.UTF_8));
    int[] bits = TextGrams.bitsOf(List.of("zebra"));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE gram_blocks(block INTEGER PRIMARY KEY, bits BLOB NOT NULL)");
      try (GramBlocks blocks = new GramBlocks(connection)) {
        for (int block = 0; block < BLOCKS; block++) {
          blocks.add(block * 64L + 1, grams);
        }
        blocks.write();
        assertThat(GramBlocks.candidates(connection, bits).cardinality()).isEqualTo(BLOCKS);

        for (int block = 1; block < BLOCKS; block++) {
          blocks.remove(block * 64L + 1);
        }
        blocks.write();
      }
      assertThat(GramBlocks.candidates(connection, bits).stream()).containsExactly(1);
      try (ResultSet row = statement.executeQuery("SELECT count(*) FROM gram_blocks")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(1);
      }
    }
  }
}
