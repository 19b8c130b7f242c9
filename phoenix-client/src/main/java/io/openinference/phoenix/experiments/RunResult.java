// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.evaluation.EvaluationResult;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run of the task of an experiment, with its evaluations.
 *
 * @since 0.1.0
 */
public final class RunResult {

  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<String, @Nullable Object> json;
  private final Map<String, EvaluationResult> evaluations = new TreeMap<>();
  private final Map<String, String> evaluationErrors = new TreeMap<>();

  /**
   * Reads a run.
   *
   * @param json a run in the form in which Phoenix exports it
   */
  RunResult(Map<String, @Nullable Object> json) {
    this.json = json;
    if (json.get("annotations") instanceof List<?> annotations) {
      annotations.forEach(each -> add(ResultJson.object(each)));
    }
  }

  private void add(Map<String, @Nullable Object> annotation) {
    String name = String.valueOf(annotation.get("name"));
    // Other clients may have written NaN, which is no score.
    Number score =
        annotation.get("score") instanceof Number number && Double.isFinite(number.doubleValue())
            ? number
            : null;
    Object label = annotation.get("label");
    Object explanation = annotation.get("explanation");
    Object error = annotation.get("error");
    if (error != null) {
      evaluationErrors.put(name, error.toString());
    } else if (score != null || label != null || explanation != null) {
      evaluations.put(
          name,
          EvaluationResult.builder()
              .score(score)
              .label(label == null ? null : label.toString())
              .explanation(explanation == null ? null : explanation.toString())
              .metadata(ResultJson.object(annotation.get("metadata")))
              .build());
    }
  }

  /** Returns the id of the example. */
  public String exampleId() {
    return String.valueOf(json.get("example_id"));
  }

  /** Returns which repetition of the example this is, from 1. */
  public int repetition() {
    return json.get("repetition_number") instanceof Number number ? number.intValue() : 1;
  }

  /** Returns the input of the example. */
  public Map<String, @Nullable Object> input() {
    return ResultJson.object(json.get("input"));
  }

  /** Returns the reference output of the example. */
  public Map<String, @Nullable Object> expected() {
    return ResultJson.object(json.get("reference_output"));
  }

  /** Returns what the task returned. */
  public @Nullable Object output() {
    return json.get("output");
  }

  /** Returns what the task threw, or null. */
  public @Nullable String error() {
    Object error = json.get("error");
    return error == null ? null : error.toString();
  }

  /** Returns the trace of the task, or null. */
  public @Nullable String traceId() {
    Object traceId = json.get("trace_id");
    return traceId == null ? null : traceId.toString();
  }

  /** Returns how long the task took. */
  public Duration latency() {
    return json.get("latency_ms") instanceof Number millis
        ? Duration.ofNanos((long) (millis.doubleValue() * NANOS_PER_MILLI))
        : Duration.ZERO;
  }

  /** Returns the evaluations by the name of the evaluator. */
  public Map<String, EvaluationResult> evaluations() {
    return Collections.unmodifiableMap(evaluations);
  }

  /** Returns what evaluators threw, by the name of the evaluator. */
  public Map<String, String> evaluationErrors() {
    return Collections.unmodifiableMap(evaluationErrors);
  }

  /** Returns the score of an evaluator, or null if it gave none. */
  public @Nullable Double score(String evaluator) {
    EvaluationResult result = evaluations.get(evaluator);
    return result == null ? null : result.score();
  }

  Map<String, @Nullable Object> json() {
    return json;
  }

  /** Shows the example only, because values may hold content. */
  @Override
  public String toString() {
    return "RunResult{" + exampleId() + "#" + repetition() + "}";
  }
}
