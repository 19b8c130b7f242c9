// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Datasets and experiments as the store keeps them. Inputs, outputs and metadata are JSON.
 *
 * @since 0.1.0
 */
public final class DatasetRows {

  /**
   * A dataset with the number of examples of its newest version.
   *
   * @since 0.1.0
   */
  public record Dataset(
      long id,
      String name,
      @Nullable String description,
      String metadata,
      long createdMillis,
      long updatedMillis,
      long examples,
      long versions,
      long experiments) {}

  /**
   * A version, which each upload makes.
   *
   * @since 0.1.0
   */
  public record Version(long id, @Nullable String description, long createdMillis) {}

  /**
   * An example in one version.
   *
   * @param publicId the id that the user gave it
   * @param splits the names of the splits, as a JSON array
   * @param span the number of the span that it comes from, if that is in the store
   * @since 0.1.0
   */
  public record Example(
      long id,
      @Nullable String publicId,
      String input,
      String output,
      String metadata,
      String splits,
      @Nullable String spanId,
      @Nullable Long span,
      @Nullable String traceId,
      long updatedMillis) {}

  /**
   * An example of an upload.
   *
   * @param id the id that the user gives it; null for none
   * @since 0.1.0
   */
  public record NewExample(
      @Nullable String id,
      String input,
      String output,
      String metadata,
      String splits,
      @Nullable String spanId) {}

  /**
   * The result of an upload.
   *
   * @since 0.1.0
   */
  public record Upload(long dataset, long version, int created, int updated, int deleted) {}

  /**
   * An experiment over a version of a dataset.
   *
   * @since 0.1.0
   */
  public record Experiment(
      long id,
      long dataset,
      long version,
      String name,
      @Nullable String description,
      String metadata,
      int repetitions,
      String project,
      long createdMillis,
      long updatedMillis,
      long examples,
      long successes,
      long failures) {}

  /**
   * One run of an example.
   *
   * @param output JSON
   * @param start the time as it was sent
   * @since 0.1.0
   */
  public record Run(
      long id,
      long experiment,
      long example,
      int repetition,
      String output,
      @Nullable String error,
      @Nullable String traceId,
      String start,
      String end,
      List<Evaluation> evaluations) {}

  /**
   * The evaluation of a run.
   *
   * @since 0.1.0
   */
  public record Evaluation(
      long id,
      long run,
      String name,
      String annotatorKind,
      @Nullable String label,
      @Nullable Double score,
      @Nullable String explanation,
      @Nullable String error,
      String metadata,
      @Nullable String traceId,
      String start,
      String end) {

    /** Makes an evaluation. NaN and the infinities are no score, as no mean could hold them. */
    public Evaluation {
      score = score == null || Double.isFinite(score) ? score : null;
    }
  }

  /**
   * The mean of the scores that evaluators of one name gave.
   *
   * @since 0.1.0
   */
  public record Score(String name, double mean, long number) {}

  private DatasetRows() {}
}
