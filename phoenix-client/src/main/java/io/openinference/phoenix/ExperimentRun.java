// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The run of a task for one example and one repetition.
 *
 * @since 0.1.0
 */
public final class ExperimentRun extends ServerValue implements TimedValue {

  ExperimentRun(Map<String, @Nullable Object> json) {
    super(json);
  }

  /**
   * Returns a builder for a run to record.
   *
   * @param exampleNodeId {@link DatasetExample#nodeId()}
   * @param repetitionNumber counts from 1
   */
  public static Builder builder(String exampleNodeId, int repetitionNumber) {
    return new Builder(exampleNodeId, repetitionNumber);
  }

  /** Returns the id. Empty for a run that is not recorded. */
  public String id() {
    return text("id");
  }

  /** Returns the id of the experiment. Empty for a run that is not recorded. */
  public String experimentId() {
    return text("experiment_id");
  }

  /** Returns the server's id of the example. */
  public String exampleNodeId() {
    return text("dataset_example_id");
  }

  /** Returns the number of the repetition, from 1. */
  public int repetitionNumber() {
    return integer("repetition_number");
  }

  /** Returns the output of the task: any JSON, or null. */
  public @Nullable Object output() {
    return json().get("output");
  }

  /** Returns the error that ended the task, or null. */
  public @Nullable String error() {
    return optionalText("error");
  }

  /** Returns the id of the trace, or null. */
  public @Nullable String traceId() {
    return optionalText("trace_id");
  }

  /**
   * Builds an {@link ExperimentRun}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final Map<String, @Nullable Object> json = new LinkedHashMap<>();

    private Builder(String exampleNodeId, int repetitionNumber) {
      json.put("dataset_example_id", exampleNodeId);
      json.put("repetition_number", repetitionNumber);
      json.put("output", null);
    }

    /** Sets the output of the task: maps, lists, texts, numbers, booleans or null. */
    public Builder output(@Nullable Object output) {
      json.put("output", output);
      return this;
    }

    /** Sets the error that ended the task. */
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

    /** Returns the run. */
    public ExperimentRun build() {
      if (!json.containsKey("start_time")) {
        throw new IllegalStateException("A run needs time(start, end)");
      }
      return new ExperimentRun(json);
    }
  }
}
