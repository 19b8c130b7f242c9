// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the store, and the steps from an older version of them to the newest. */
final class Schema {

  /** Step i brings a file of version i to version i + 1. An old step never changes. */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              "CREATE TABLE projects(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
                  + " created_ms INTEGER NOT NULL)",
              "CREATE TABLE resources(id INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE,"
                  + " data BLOB NOT NULL)",
              // A trace has one row in each project that got spans of it.
              "CREATE TABLE traces(id INTEGER PRIMARY KEY, trace_id BLOB NOT NULL, project_id"
                  + " INTEGER NOT NULL, session_id TEXT, user_id TEXT, start_ns INTEGER NOT NULL,"
                  + " end_ns INTEGER NOT NULL, received_ms INTEGER NOT NULL, root_rank INTEGER NOT"
                  + " NULL DEFAULT 9, root_start INTEGER NOT NULL DEFAULT 0, root_latency INTEGER"
                  + " NOT NULL DEFAULT 0, root_span BLOB, root_name TEXT, root_kind TEXT,"
                  + " root_status INTEGER, input TEXT, output TEXT, spans INTEGER NOT NULL DEFAULT"
                  + " 0, errors INTEGER NOT NULL DEFAULT 0, prompt_tokens INTEGER NOT NULL DEFAULT"
                  + " 0, completion_tokens INTEGER NOT NULL DEFAULT 0, total_tokens INTEGER NOT"
                  + " NULL DEFAULT 0, cost REAL, model TEXT)",
              "CREATE UNIQUE INDEX traces_by_id ON traces(trace_id, project_id)",
              "CREATE INDEX traces_by_start ON traces(project_id, start_ns DESC, id DESC)",
              "CREATE INDEX traces_by_session ON traces(project_id, session_id, start_ns)"
                  + " WHERE session_id IS NOT NULL",
              "CREATE TABLE spans(id INTEGER PRIMARY KEY, trace INTEGER NOT NULL,"
                  + " project_id INTEGER NOT NULL, span_id BLOB NOT NULL, parent_id BLOB,"
                  + " digest INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,"
                  + " status INTEGER NOT NULL, start_ns INTEGER NOT NULL,"
                  + " latency_ns INTEGER NOT NULL, model TEXT, prompt_tokens INTEGER,"
                  + " completion_tokens INTEGER, total_tokens INTEGER, cost REAL,"
                  + " counted INTEGER NOT NULL DEFAULT 0, session_id TEXT, user_id TEXT,"
                  + " oddities INTEGER NOT NULL)",
              "CREATE UNIQUE INDEX spans_by_id ON spans(trace, span_id, digest)",
              // Holds what filters ask most, so that a scan need not read the rows.
              "CREATE INDEX spans_by_start ON spans(project_id, start_ns DESC, id DESC, kind,"
                  + " status, latency_ns, total_tokens, model, name)",
              "CREATE INDEX spans_with_tokens ON spans(trace, parent_id)"
                  + " WHERE total_tokens IS NOT NULL",
              "CREATE INDEX spans_by_span_id ON spans(span_id)",
              // Apart from the spans, so that scans of spans stay small.
              "CREATE TABLE bodies(id INTEGER PRIMARY KEY, resource INTEGER NOT NULL,"
                  + " received_ms INTEGER NOT NULL, input TEXT, output TEXT,"
                  + " payload BLOB NOT NULL)",
              "CREATE VIRTUAL TABLE texts USING fts5(input, output, content='',"
                  + " contentless_delete=1)",
              "CREATE TABLE minutes(project_id INTEGER NOT NULL, minute INTEGER NOT NULL,"
                  + " series TEXT NOT NULL, count INTEGER NOT NULL, errors INTEGER NOT NULL,"
                  + " prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL,"
                  + " cost REAL NOT NULL, PRIMARY KEY(project_id, minute, series)) WITHOUT ROWID",
              "CREATE TABLE latencies(project_id INTEGER NOT NULL, minute INTEGER NOT NULL,"
                  + " series TEXT NOT NULL, bucket INTEGER NOT NULL, count INTEGER NOT NULL,"
                  + " PRIMARY KEY(project_id, minute, series, bucket)) WITHOUT ROWID",
              "CREATE TABLE annotations(id INTEGER PRIMARY KEY, target TEXT NOT NULL,"
                  + " target_id TEXT NOT NULL, position INTEGER NOT NULL DEFAULT -1,"
                  + " name TEXT NOT NULL, identifier TEXT NOT NULL DEFAULT '',"
                  + " annotator_kind TEXT NOT NULL, label TEXT, score REAL, explanation TEXT,"
                  + " metadata TEXT, source TEXT NOT NULL, created_ms INTEGER NOT NULL,"
                  + " updated_ms INTEGER NOT NULL)",
              "CREATE UNIQUE INDEX annotations_by_target ON"
                  + " annotations(target, target_id, position, name, identifier)"),
          List.of(
              // Without positions the index is half as large.
              "DROP TABLE texts",
              "CREATE VIRTUAL TABLE texts USING fts5(words, content='', contentless_delete=1,"
                  + " detail=none)",
              "CREATE TABLE gram_blocks(block INTEGER PRIMARY KEY, bits BLOB NOT NULL)",
              "DROP INDEX spans_by_start",
              "CREATE INDEX spans_by_start ON spans(project_id, start_ns DESC, id DESC, kind,"
                  + " status, latency_ns, total_tokens, prompt_tokens, completion_tokens, model,"
                  + " name)",
              "CREATE TABLE datasets(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
                  + " description TEXT, metadata TEXT NOT NULL, created_ms INTEGER NOT NULL,"
                  + " updated_ms INTEGER NOT NULL)",
              "CREATE TABLE dataset_versions(id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL,"
                  + " description TEXT, created_ms INTEGER NOT NULL)",
              "CREATE TABLE dataset_examples(id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL,"
                  + " public_id TEXT, span_id TEXT)",
              "CREATE INDEX examples_by_dataset ON dataset_examples(dataset)",
              "CREATE TABLE dataset_revisions(example INTEGER NOT NULL, version INTEGER NOT NULL,"
                  + " deleted INTEGER NOT NULL, input TEXT, output TEXT, metadata TEXT,"
                  + " splits TEXT, created_ms INTEGER NOT NULL, PRIMARY KEY(example, version))",
              "CREATE TABLE experiments(id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL,"
                  + " version INTEGER NOT NULL, name TEXT NOT NULL, description TEXT,"
                  + " metadata TEXT NOT NULL, repetitions INTEGER NOT NULL, project TEXT NOT NULL,"
                  + " created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL)",
              "CREATE TABLE experiment_runs(id INTEGER PRIMARY KEY, experiment INTEGER NOT NULL,"
                  + " example INTEGER NOT NULL, repetition INTEGER NOT NULL, output TEXT NOT NULL,"
                  + " error TEXT, trace_id TEXT, start_time TEXT NOT NULL, end_time TEXT NOT NULL,"
                  + " UNIQUE(experiment, example, repetition))",
              "CREATE TABLE experiment_evaluations(id INTEGER PRIMARY KEY, run INTEGER NOT NULL,"
                  + " name TEXT NOT NULL, annotator_kind TEXT NOT NULL, label TEXT, score REAL,"
                  + " explanation TEXT, error TEXT, metadata TEXT NOT NULL, trace_id TEXT,"
                  + " start_time TEXT NOT NULL, end_time TEXT NOT NULL, UNIQUE(run, name))"),
          List.of(
              // Finds the example of each run of an experiment.
              "CREATE INDEX examples_by_public_id ON dataset_examples(dataset, public_id)",
              // The bits of texts no longer know capitals.
              "CREATE TABLE gram_groups(id INTEGER PRIMARY KEY, spans BLOB NOT NULL)",
              "DELETE FROM gram_blocks",
              "INSERT INTO texts(texts) VALUES('delete-all')"),
          List.of(
              // Merging twice as many parts of the text index at once takes a quarter less time.
              "INSERT INTO texts(texts, rank) VALUES('automerge', 8)"),
          List.of(
              // The rank and the start of the span that gives a trace its input and output.
              "ALTER TABLE traces ADD COLUMN text_rank INTEGER NOT NULL DEFAULT 9",
              "ALTER TABLE traces ADD COLUMN text_start INTEGER NOT NULL DEFAULT 0",
              "UPDATE traces SET text_rank = root_rank, text_start = root_start"
                  + " WHERE input <> '' OR output <> ''"));

  /** The version whose step changes what is derived of a span. */
  private static final int DERIVED = 3;

  /**
   * Brings the tables to the newest version, in one transaction.
   *
   * @throws SQLException also if the file is of a newer version than this program
   */
  static void migrate(Connection connection) throws SQLException {
    int version;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      version = row.getInt(1);
    }
    if (version > STEPS.size()) {
      throw new SQLException(
          "The file has version "
              + version
              + ", this program knows up to "
              + STEPS.size()
              + ". Use the viewer that wrote the file, or another folder.");
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (List<String> step : STEPS.subList(version, STEPS.size())) {
        for (String sql : step) {
          statement.execute(sql);
        }
      }
      if (version > 0 && version < DERIVED) {
        Derivation.renew(connection);
      }
      statement.execute("PRAGMA user_version = " + STEPS.size());
    }
    connection.commit();
  }

  private Schema() {}
}
