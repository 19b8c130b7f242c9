// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.store.DatasetRows.NewExample;
import io.openinference.viewer.internal.store.DatasetRows.Upload;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes datasets. Each upload makes a version, and older versions stay as they were. */
final class DatasetWriter {

  private final Statements statements;
  private final DatasetReads reads;

  DatasetWriter(Connection connection) {
    this.statements = new Statements(connection);
    this.reads = new DatasetReads(connection);
  }

  /**
   * Adds examples, and makes the dataset if there is none of this name.
   *
   * @param replace whether examples that are not among them go
   * @param fresh whether the dataset must be new; -1 as the result says that it is not
   */
  Upload upload(
      String name,
      @Nullable String description,
      List<NewExample> examples,
      boolean replace,
      boolean fresh,
      long now)
      throws SQLException {
    Long known = statements.number("SELECT id FROM datasets WHERE name = ?", name);
    if (known != null && fresh) {
      return new Upload(-1, -1, 0, 0, 0);
    }
    long dataset = known == null ? create(name, description, now) : known;
    List<DatasetRows.Example> before =
        known == null ? List.of() : reads.examples(dataset, Long.MAX_VALUE);
    long version =
        statements.insert(
            "INSERT INTO dataset_versions(dataset, description, created_ms) VALUES(?,?,?)",
            dataset,
            description,
            now);
    statements.run("UPDATE datasets SET updated_ms = ? WHERE id = ?", now, dataset);
    return new Changes(dataset, version, now, before).apply(examples, replace);
  }

  private long create(String name, @Nullable String description, long now) throws SQLException {
    return statements.insert(
        "INSERT INTO datasets(name, description, metadata, created_ms, updated_ms)"
            + " VALUES(?,?,'{}',?,?)",
        name,
        description,
        now,
        now);
  }

  /** Deletes a dataset with its experiments. */
  int delete(long dataset) throws SQLException {
    String ofExperiments = "(SELECT id FROM experiments WHERE dataset = ?)";
    statements.run(
        "DELETE FROM experiment_evaluations WHERE run IN (SELECT id FROM experiment_runs WHERE"
            + " experiment IN "
            + ofExperiments
            + ")",
        dataset);
    statements.run("DELETE FROM experiment_runs WHERE experiment IN " + ofExperiments, dataset);
    statements.run("DELETE FROM experiments WHERE dataset = ?", dataset);
    statements.run(
        "DELETE FROM dataset_revisions WHERE example IN (SELECT id FROM dataset_examples WHERE"
            + " dataset = ?)",
        dataset);
    statements.run("DELETE FROM dataset_examples WHERE dataset = ?", dataset);
    statements.run("DELETE FROM dataset_versions WHERE dataset = ?", dataset);
    return statements.run("DELETE FROM datasets WHERE id = ?", dataset);
  }

  /** The changes of one upload. */
  private final class Changes {

    private final long dataset;
    private final long version;
    private final long now;
    private final Map<String, DatasetRows.Example> byId = new HashMap<>();
    private final Map<String, ArrayDeque<DatasetRows.Example>> byContent = new HashMap<>();
    private final Map<Long, DatasetRows.Example> left = new HashMap<>();
    private int created;
    private int updated;

    Changes(long dataset, long version, long now, List<DatasetRows.Example> before) {
      this.dataset = dataset;
      this.version = version;
      this.now = now;
      for (DatasetRows.Example example : before) {
        left.put(example.id(), example);
        if (example.publicId() != null) {
          byId.put(example.publicId(), example);
        }
        byContent
            .computeIfAbsent(
                content(example.input(), example.output(), example.metadata()),
                key -> new ArrayDeque<>())
            .add(example);
      }
    }

    Upload apply(List<NewExample> examples, boolean replace) throws SQLException {
      for (NewExample example : examples) {
        DatasetRows.Example same = match(example);
        if (same == null) {
          put(insert(example), example);
          created++;
        } else {
          left.remove(same.id());
          // A client repeats an upload whose answer was lost. Examples that it adds without an id,
          // and that are there, are left alone, with their splits.
          boolean mayChange = replace || example.id() != null;
          if (mayChange && differs(same, example)) {
            put(same.id(), example);
            updated++;
          }
        }
      }
      int deleted = 0;
      for (long example : replace ? left.keySet() : List.<Long>of()) {
        statements.run(
            "INSERT INTO dataset_revisions(example, version, deleted, created_ms)"
                + " VALUES(?,?,1,?)",
            example,
            version,
            now);
        deleted++;
      }
      return new Upload(dataset, version, created, updated, deleted);
    }

    /** An id finds the example with this id only. Without one, the same content is the same. */
    private DatasetRows.@Nullable Example match(NewExample example) {
      if (example.id() != null) {
        return byId.get(example.id());
      }
      ArrayDeque<DatasetRows.Example> same =
          byContent.get(content(example.input(), example.output(), example.metadata()));
      return same == null ? null : same.poll();
    }

    private boolean differs(DatasetRows.Example old, NewExample example) {
      return !old.splits().equals(example.splits())
          || !content(old.input(), old.output(), old.metadata())
              .equals(content(example.input(), example.output(), example.metadata()));
    }

    private long insert(NewExample example) throws SQLException {
      return statements.insert(
          "INSERT INTO dataset_examples(dataset, public_id, span_id) VALUES(?,?,?)",
          dataset,
          example.id(),
          example.spanId());
    }

    private void put(long id, NewExample example) throws SQLException {
      statements.run(
          "INSERT OR REPLACE INTO dataset_revisions(example, version, deleted, input, output,"
              + " metadata, splits, created_ms) VALUES(?,?,0,?,?,?,?,?)",
          id,
          version,
          example.input(),
          example.output(),
          example.metadata(),
          example.splits(),
          now);
    }

    private static String content(String input, String output, String metadata) {
      return input + '\0' + output + '\0' + metadata;
    }
  }
}
