// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.ExperimentEvaluation;
import io.openinference.phoenix.ExperimentRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps runs in memory, for dry runs and for experiments without a server. */
final class MemoryRuns implements RunStore {

  private static final double NANOS_PER_MILLI = 1e6;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Map<String, Map<String, @Nullable Object>> runs = new LinkedHashMap<>();

  @GuardedBy("lock")
  private final Map<String, List<Map<String, @Nullable Object>>> evaluations =
      new LinkedHashMap<>();

  @Override
  public String recordRun(DatasetExample example, ExperimentRun run) {
    String exampleId = ExampleIds.portable(example);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("example_id", exampleId);
    json.put("repetition_number", run.repetitionNumber());
    json.put("input", example.input());
    json.put("reference_output", example.output());
    json.put("output", run.output());
    json.put("error", run.error());
    json.put(
        "latency_ms", Duration.between(run.startTime(), run.endTime()).toNanos() / NANOS_PER_MILLI);
    json.put("start_time", run.startTime().toString());
    json.put("end_time", run.endTime().toString());
    json.put("trace_id", run.traceId());
    synchronized (lock) {
      // Two examples without an id of their own may have the same input, and so the same id.
      String id = String.valueOf(runs.size() + 1);
      runs.put(id, json);
      evaluations.put(id, new ArrayList<>());
      return id;
    }
  }

  @Override
  public void recordEvaluation(ExperimentEvaluation evaluation) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", evaluation.name());
    json.put("annotator_kind", evaluation.annotatorKind());
    json.put("label", evaluation.label());
    json.put("score", evaluation.score());
    json.put("explanation", evaluation.explanation());
    json.put("trace_id", evaluation.traceId());
    json.put("error", evaluation.error());
    json.put("metadata", evaluation.metadata());
    synchronized (lock) {
      List<Map<String, @Nullable Object>> ofRun = evaluations.get(evaluation.runId());
      if (ofRun == null) {
        throw new IllegalArgumentException("There is no run " + evaluation.runId() + ".");
      }
      ofRun.add(json);
    }
  }

  @Override
  public List<Map<String, @Nullable Object>> export() {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    synchronized (lock) {
      runs.forEach(
          (id, run) -> {
            Map<String, @Nullable Object> json = new LinkedHashMap<>(run);
            json.put("annotations", List.copyOf(evaluations.getOrDefault(id, List.of())));
            all.add(json);
          });
    }
    return all;
  }
}
