// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;

/** The connections to the file: one that writes, and a few that read. */
final class Connections implements AutoCloseable {

  private static final int READERS = 4;
  private static final Duration MAX_READ = Duration.ofSeconds(5);
  private static final int STEPS_BETWEEN_CHECKS = 20_000;

  private final String url;
  private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);
  private @Nullable Connection writer;

  Connections(Path file) {
    this.url = "jdbc:sqlite:" + file;
  }

  /** Opens the connection that writes, and makes the tables. */
  Connection openWriter() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    // Otherwise the driver asks for the last id after each insert.
    config.setGetGeneratedKeys(false);
    Connection connection = DriverManager.getConnection(url, config.toProperties());
    writer = connection;
    try (Statement statement = connection.createStatement()) {
      // A packed span takes half of 4 KB and more. The size of a file that is there stays.
      statement.execute("PRAGMA page_size = 8192");
      statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
      statement.execute("PRAGMA journal_mode = WAL");
      // A killed process loses nothing: the system has the log. Only a power cut can lose commits.
      statement.execute("PRAGMA synchronous = NORMAL");
      // Deletion turns this on. While it is on, each merge of the text index writes twice.
      statement.execute("PRAGMA secure_delete = FAST");
      statement.execute("PRAGMA cache_size = -65536");
      // Copying pages from the log to the file less often copies fewer of them twice.
      statement.execute("PRAGMA wal_autocheckpoint = 4000");
      statement.execute("PRAGMA temp_store = MEMORY");
    }
    Schema.migrate(connection);
    return connection;
  }

  void openReaders() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setCacheSize(-16384);
    config.setBusyTimeout(5000);
    for (int i = 0; i < READERS; i++) {
      readers.add(DriverManager.getConnection(url, config.toProperties()));
    }
  }

  /**
   * Runs a query on one of the reading connections.
   *
   * @throws SQLException also if the query takes longer than five seconds
   */
  <T extends @Nullable Object> T read(Query<T> query) throws SQLException {
    Connection connection;
    try {
      connection = readers.take();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", interrupted);
    }
    try {
      long deadline = System.nanoTime() + MAX_READ.toNanos();
      ProgressHandler.setHandler(
          connection,
          STEPS_BETWEEN_CHECKS,
          new ProgressHandler() {
            @Override
            protected int progress() {
              return System.nanoTime() - deadline > 0 ? 1 : 0;
            }
          });
      return query.run(connection);
    } finally {
      readers.add(connection);
    }
  }

  @Override
  public void close() throws SQLException {
    for (int i = 0; i < READERS; i++) {
      Connection reader = readers.poll();
      if (reader != null) {
        reader.close();
      }
    }
    if (writer != null) {
      writer.close();
    }
  }

  /** A query with its result. */
  interface Query<T extends @Nullable Object> {
    T run(Connection connection) throws SQLException;
  }
}
