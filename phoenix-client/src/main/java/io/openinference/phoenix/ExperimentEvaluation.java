// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import io.openinference.semconv.AnnotatorKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of a run by one evaluator.
 *
 * @since 0.1.0
 */
public final class ExperimentEvaluation extends Assessment implements TimedValue {

  ExperimentEvaluation(Map<String, @Nullable Object> json) {
    super(json);
  }

  /**
   * Returns a builder for an evaluation to record.
   *
   * @param runId {@link ExperimentRun#id()}
   * @param name the name of the evaluator; a second evaluation with this name replaces the first
   */
  public static Builder builder(String runId, String name, AnnotatorKind kind) {
    return new Builder(runId, name, kind);
  }

  /** Returns this evaluation for another run. */
  public ExperimentEvaluation withRunId(String runId) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(json());
    copy.put("experiment_run_id", runId);
    return new ExperimentEvaluation(copy);
  }

  /** Returns an evaluation of the same run, with an error in place of the result. */
  public ExperimentEvaluation withError(String error) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(json());
    copy.remove(RESULT);
    copy.remove("metadata");
    copy.put("error", requireNonNull(error, "error"));
    return new ExperimentEvaluation(copy);
  }

  /** Returns the id of the run. */
  public String runId() {
    return text("experiment_run_id");
  }

  /** Returns the error that ended the evaluator, or null. */
  public @Nullable String error() {
    return optionalText("error");
  }

  /** Returns the id of the trace, or null. */
  public @Nullable String traceId() {
    return optionalText("trace_id");
  }

  /**
   * Builds an {@link ExperimentEvaluation}.
   *
   * @since 0.1.0
   */
  public static final class Builder extends Assessment.Builder<Builder> {

    private Builder(String runId, String name, AnnotatorKind kind) {
      json.put("experiment_run_id", runId);
      json.put("name", name);
      json.put("annotator_kind", kind.name());
    }

    /** Sets the error that ended the evaluator. */
    public Builder error(@Nullable String error) {
      json.put("error", error);
      return this;
    }

    /** Sets the id of the trace. */
    public Builder traceId(@Nullable String traceId) {
      json.put("trace_id", traceId);
      return this;
    }

    /** Sets start and end. */
    public Builder time(Instant start, Instant end) {
      json.put("start_time", start.toString());
      json.put("end_time", end.toString());
      return this;
    }

    @Override
    Builder self() {
      return this;
    }

    /** Returns the evaluation. */
    public ExperimentEvaluation build() {
      if (!json.containsKey("start_time")) {
        throw new IllegalStateException("An evaluation needs time(start, end)");
      }
      if (!result.isEmpty()) {
        json.put(RESULT, result);
      }
      return new ExperimentEvaluation(json);
    }
  }
}
