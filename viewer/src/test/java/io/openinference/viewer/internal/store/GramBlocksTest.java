// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GramBlocksTest {

  /** Some groups of blocks. */
  private static final int SPANS = 3 * GramGroups.SPANS + 100;

  private static final int EVERY = 50;

  @Test
  void findsSpansOfOpenAndFoldedBlocksAndForgetsThem() throws Exception {
    byte[] zebra = TextGrams.of("Zebra".getBytes(StandardCharsets.UTF_8));
    byte[] other = TextGrams.of("horse".getBytes(StandardCharsets.UTF_8));
    int[] bits = TextGrams.bitsOf(List.of("zeBRA"));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE gram_blocks(block INTEGER PRIMARY KEY, bits BLOB NOT NULL)");
      statement.execute("CREATE TABLE gram_groups(id INTEGER PRIMARY KEY, spans BLOB NOT NULL)");
      try (GramBlocks blocks = new GramBlocks(connection)) {
        for (int span = 1; span < SPANS; span++) {
          blocks.add(span, span % EVERY == 0 ? zebra : other);
          if (span % 700 == 0) {
            blocks.write();
          }
        }
        blocks.write();
        assertThat(GramBlocks.candidates(connection, bits).stream())
            .containsExactlyElementsOf(
                IntStream.range(1, SPANS).filter(span -> span % EVERY == 0).boxed().toList());
        assertThat(count(statement, "gram_blocks")).isEqualTo(2);

        for (int span = 1; span < SPANS; span++) {
          if (span != EVERY) {
            blocks.remove(span);
          }
        }
        blocks.write();
      }
      assertThat(GramBlocks.candidates(connection, bits).stream()).containsExactly(EVERY);
      assertThat(count(statement, "gram_blocks")).isZero();
      assertThat(count(statement, "gram_groups")).isEqualTo(bits.length);
    }
  }

  @Test
  void findsASpanWhoseNumberIsUsedAgain() throws Exception {
    byte[] zebra = TextGrams.of("zebra".getBytes(StandardCharsets.UTF_8));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE gram_blocks(block INTEGER PRIMARY KEY, bits BLOB NOT NULL)");
      statement.execute("CREATE TABLE gram_groups(id INTEGER PRIMARY KEY, spans BLOB NOT NULL)");
      try (GramBlocks blocks = new GramBlocks(connection)) {
        for (int span : new int[] {1, GramGroups.SPANS, 2, 2 * GramGroups.SPANS}) {
          blocks.add(span, zebra);
          blocks.write();
        }
      }
      assertThat(GramBlocks.candidates(connection, TextGrams.bitsOf(List.of("zebra"))).stream())
          .containsExactly(1, 2, GramGroups.SPANS, 2 * GramGroups.SPANS);
    }
  }

  @Test
  void forgetsSpansThatARollbackTakesBack() throws Exception {
    byte[] zebra = TextGrams.of("zebra".getBytes(StandardCharsets.UTF_8));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE gram_blocks(block INTEGER PRIMARY KEY, bits BLOB NOT NULL)");
      statement.execute("CREATE TABLE gram_groups(id INTEGER PRIMARY KEY, spans BLOB NOT NULL)");
      try (GramBlocks blocks = new GramBlocks(connection)) {
        blocks.add(1, zebra);
        blocks.clear();
        blocks.add(GramBlocks.SPANS, zebra);
        blocks.write();
      }
      assertThat(GramBlocks.candidates(connection, TextGrams.bitsOf(List.of("zebra"))).stream())
          .containsExactly(GramBlocks.SPANS);
    }
  }

  private static int count(Statement statement, String table) throws Exception {
    try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    }
  }
}
