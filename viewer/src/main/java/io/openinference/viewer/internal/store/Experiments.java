// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.store.DatasetRows.Evaluation;
import io.openinference.viewer.internal.store.DatasetRows.Experiment;
import io.openinference.viewer.internal.store.DatasetRows.Run;
import io.openinference.viewer.internal.store.DatasetRows.Score;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes experiments. Only the thread that writes calls the methods that write. */
final class Experiments {

  private final Statements statements;

  Experiments(Connection connection) {
    this.statements = new Statements(connection);
  }

  /** Makes an experiment of the values of this one, and returns its id. */
  long create(Experiment experiment) throws SQLException {
    return statements.insert(
        "INSERT INTO experiments(dataset, version, name, description, metadata, repetitions,"
            + " project, created_ms, updated_ms) VALUES(?,?,?,?,?,?,?,?,?)",
        experiment.dataset(),
        experiment.version(),
        experiment.name(),
        experiment.description(),
        experiment.metadata(),
        experiment.repetitions(),
        experiment.project(),
        experiment.createdMillis(),
        experiment.updatedMillis());
  }

  int delete(long experiment) throws SQLException {
    statements.run(
        "DELETE FROM experiment_evaluations WHERE run IN"
            + " (SELECT id FROM experiment_runs WHERE experiment = ?)",
        experiment);
    statements.run("DELETE FROM experiment_runs WHERE experiment = ?", experiment);
    return statements.run("DELETE FROM experiments WHERE id = ?", experiment);
  }

  /** Keeps a run and returns its id; -1 if a run without an error is there already. */
  long addRun(Run run) throws SQLException {
    Long done =
        statements.number(
            "SELECT id FROM experiment_runs WHERE experiment = ? AND example = ? AND repetition = ?"
                + " AND error IS NULL",
            run.experiment(),
            run.example(),
            run.repetition());
    if (done != null) {
      return -1;
    }
    return statements.insert(
        "INSERT INTO experiment_runs(experiment, example, repetition, output, error, trace_id,"
            + " start_time, end_time) VALUES(?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET"
            + " output = excluded.output, error = excluded.error, trace_id = excluded.trace_id,"
            + " start_time = excluded.start_time, end_time = excluded.end_time",
        run.experiment(),
        run.example(),
        run.repetition(),
        run.output(),
        run.error(),
        run.traceId(),
        run.start(),
        run.end());
  }

  /** Keeps an evaluation, one of each name for a run; returns its id, or -1 without the run. */
  long addEvaluation(Evaluation evaluation) throws SQLException {
    if (statements.number("SELECT id FROM experiment_runs WHERE id = ?", evaluation.run())
        == null) {
      return -1;
    }
    return statements.insert(
        "INSERT INTO experiment_evaluations(run, name, annotator_kind, label, score, explanation,"
            + " error, metadata, trace_id, start_time, end_time) VALUES(?,?,?,?,?,?,?,?,?,?,?)"
            + " ON CONFLICT DO UPDATE SET annotator_kind = excluded.annotator_kind,"
            + " label = excluded.label, score = excluded.score,"
            + " explanation = excluded.explanation, error = excluded.error,"
            + " metadata = excluded.metadata, trace_id = excluded.trace_id,"
            + " start_time = excluded.start_time, end_time = excluded.end_time",
        evaluation.run(),
        evaluation.name(),
        evaluation.annotatorKind(),
        evaluation.label(),
        evaluation.score(),
        evaluation.explanation(),
        evaluation.error(),
        evaluation.metadata(),
        evaluation.traceId(),
        evaluation.start(),
        evaluation.end());
  }

  /** Returns experiments that meet a condition on the table x, newest first. */
  List<Experiment> find(String condition, Object value) throws SQLException {
    String runs =
        "(SELECT count(*) FROM experiment_runs r WHERE r.experiment = x.id AND r.error IS";
    return statements.list(
        Experiments::experiment,
        "SELECT x.*, (SELECT count(*) FROM dataset_examples e JOIN dataset_revisions v ON"
            + " v.example = e.id AND v.version = (SELECT max(q.version) FROM dataset_revisions q"
            + " WHERE q.example = e.id AND q.version <= x.version) WHERE e.dataset = x.dataset"
            + " AND v.deleted = 0) AS examples, "
            + runs
            + " NULL) AS successes, "
            + runs
            + " NOT NULL) AS failures FROM experiments x WHERE "
            + condition
            + " ORDER BY x.id DESC",
        value);
  }

  /** Returns the experiment with an id, with zeros as the counts. */
  List<Experiment> plain(long id) throws SQLException {
    return statements.list(
        Experiments::experiment,
        "SELECT x.*, 0 AS examples, 0 AS successes, 0 AS failures FROM experiments x"
            + " WHERE x.id = ?",
        id);
  }

  private static Experiment experiment(ResultSet row) throws SQLException {
    return new Experiment(
        row.getLong("id"),
        row.getLong("dataset"),
        row.getLong("version"),
        row.getString("name"),
        row.getString("description"),
        row.getString("metadata"),
        row.getInt("repetitions"),
        row.getString("project"),
        row.getLong("created_ms"),
        row.getLong("updated_ms"),
        row.getLong("examples"),
        row.getLong("successes"),
        row.getLong("failures"));
  }

  /** Returns the runs of an experiment with their evaluations, in the order of the examples. */
  List<Run> runs(long experiment) throws SQLException {
    Map<Long, List<Evaluation>> evaluations = new HashMap<>();
    for (Evaluation each :
        statements.list(
            Experiments::evaluation,
            "SELECT * FROM experiment_evaluations WHERE run IN"
                + " (SELECT id FROM experiment_runs WHERE experiment = ?) ORDER BY id",
            experiment)) {
      evaluations.computeIfAbsent(each.run(), run -> new ArrayList<>()).add(each);
    }
    return statements.list(
        row ->
            new Run(
                row.getLong("id"),
                experiment,
                row.getLong("example"),
                row.getInt("repetition"),
                row.getString("output"),
                row.getString("error"),
                row.getString("trace_id"),
                row.getString("start_time"),
                row.getString("end_time"),
                evaluations.getOrDefault(row.getLong("id"), List.of())),
        "SELECT * FROM experiment_runs WHERE experiment = ? ORDER BY example, repetition",
        experiment);
  }

  /**
   * Returns the mean of each score of an experiment. Evaluations that failed have no score, and a
   * sum that no number holds has no mean.
   */
  List<Score> scores(long experiment) throws SQLException {
    return statements.list(
        row -> new Score(row.getString("name"), row.getDouble("mean"), row.getLong("number")),
        "SELECT name, avg(score) AS mean, count(score) AS number FROM experiment_evaluations"
            + " WHERE run IN (SELECT id FROM experiment_runs WHERE experiment = ?)"
            + " GROUP BY name HAVING abs(avg(score)) <= ? ORDER BY name",
        experiment,
        Double.MAX_VALUE);
  }

  private static Evaluation evaluation(ResultSet row) throws SQLException {
    return new Evaluation(
        row.getLong("id"),
        row.getLong("run"),
        row.getString("name"),
        row.getString("annotator_kind"),
        row.getString("label"),
        RowReader.real(row, "score"),
        row.getString("explanation"),
        row.getString("error"),
        row.getString("metadata"),
        row.getString("trace_id"),
        row.getString("start_time"),
        row.getString("end_time"));
  }
}
