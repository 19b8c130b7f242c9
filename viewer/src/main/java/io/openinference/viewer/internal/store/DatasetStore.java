// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.store.DatasetRows.Upload;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps datasets and experiments beside the spans.
 *
 * @since 0.1.0
 */
public final class DatasetStore {

  private final Connections connections;
  private final StoreWriter writer;

  DatasetStore(Connections connections, StoreWriter writer) {
    this.connections = connections;
    this.writer = writer;
  }

  /**
   * Adds examples, and makes the dataset if there is none of this name.
   *
   * @param replace whether examples that are not among these go
   * @param fresh whether the dataset must be new; the id of the result is -1 if it is not
   */
  public CompletableFuture<Upload> upload(
      String name,
      @Nullable String description,
      List<DatasetRows.NewExample> examples,
      boolean replace,
      boolean fresh) {
    AtomicReference<@Nullable Upload> result = new AtomicReference<>();
    return writer
        .submit(
            () -> {
              long now = System.currentTimeMillis();
              result.set(
                  writer.datasets().upload(name, description, examples, replace, fresh, now));
              return examples.size();
            })
        .thenApply(
            count -> {
              Upload upload = result.get();
              return upload == null ? new Upload(-1, -1, 0, 0, 0) : upload;
            });
  }

  /** Deletes a dataset; 1 if there was one. */
  public CompletableFuture<Long> delete(long dataset) {
    return writer.submit(() -> writer.datasets().delete(dataset));
  }

  /** Makes an experiment of these values; returns its id. */
  public CompletableFuture<Long> create(DatasetRows.Experiment experiment) {
    return writer.submit(() -> writer.experiments().create(experiment));
  }

  /** Deletes an experiment; 1 if there was one. */
  public CompletableFuture<Long> deleteExperiment(long experiment) {
    return writer.submit(() -> writer.experiments().delete(experiment));
  }

  /** Keeps a run; returns its id, or -1 if a run without an error is there already. */
  public CompletableFuture<Long> addRun(DatasetRows.Run run) {
    return writer.submit(() -> writer.experiments().addRun(run));
  }

  /** Keeps an evaluation; returns its id, or -1 if there is no such run. */
  public CompletableFuture<Long> addEvaluation(DatasetRows.Evaluation evaluation) {
    return writer.submit(() -> writer.experiments().addEvaluation(evaluation));
  }

  /** Returns all datasets, or the one of a name. */
  public List<DatasetRows.Dataset> datasets(@Nullable String name) throws SQLException {
    return connections.read(connection -> new DatasetReads(connection).datasets(name));
  }

  /** Returns the versions of a dataset, newest first. */
  public List<DatasetRows.Version> versions(long dataset) throws SQLException {
    return connections.read(connection -> new DatasetReads(connection).versions(dataset));
  }

  /** Returns the examples of a version. */
  public List<DatasetRows.Example> examples(long dataset, long version) throws SQLException {
    return connections.read(connection -> new DatasetReads(connection).examples(dataset, version));
  }

  /**
   * Finds an example of a version.
   *
   * @param publicId the id that the user gave it
   * @param number its own number, which counts before the id
   * @return its number; empty if the version has no such example
   */
  public OptionalLong exampleNumber(long dataset, long version, String publicId, long number)
      throws SQLException {
    return connections.read(
        connection -> new DatasetReads(connection).number(dataset, version, publicId, number));
  }

  /** Returns an experiment without the counts of its examples and runs; null if there is none. */
  public DatasetRows.@Nullable Experiment plainExperiment(long id) throws SQLException {
    List<DatasetRows.Experiment> found =
        connections.read(connection -> new Experiments(connection).plain(id));
    return found.isEmpty() ? null : found.get(0);
  }

  /** Returns the experiments of a dataset, newest first. */
  public List<DatasetRows.Experiment> experiments(long dataset) throws SQLException {
    return connections.read(
        connection -> new Experiments(connection).find("x.dataset = ?", dataset));
  }

  /** Returns an experiment; null if there is none. */
  public DatasetRows.@Nullable Experiment experiment(long id) throws SQLException {
    List<DatasetRows.Experiment> found =
        connections.read(connection -> new Experiments(connection).find("x.id = ?", id));
    return found.isEmpty() ? null : found.get(0);
  }

  /** Returns the runs of an experiment with their evaluations. */
  public List<DatasetRows.Run> runs(long experiment) throws SQLException {
    return connections.read(connection -> new Experiments(connection).runs(experiment));
  }

  /** Returns the mean of each score of an experiment, by name. */
  public List<DatasetRows.Score> scores(long experiment) throws SQLException {
    return connections.read(connection -> new Experiments(connection).scores(experiment));
  }
}
