// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openinference.phoenix.evaluation.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the scores that a test compares with. */
final class ScoreBaseline {

  static ExperimentResult read(Path file) throws IOException {
    List<Map<String, @Nullable Object>> runs =
        new JsonMapper().readValue(Files.readAllBytes(file), new TypeReference<>() {});
    return new ExperimentResult(
        ExperimentPlace.nowhere(String.valueOf(file.getFileName())), runs, Map.of());
  }

  /** Outputs are left out, so that the file changes only when scores do. */
  static void write(ExperimentResult result, Path file) throws IOException {
    List<Map<String, @Nullable Object>> runs = new ArrayList<>();
    for (RunResult run : result.runs()) {
      List<Map<String, @Nullable Object>> scores = new ArrayList<>();
      run.evaluations().forEach((name, score) -> scores.add(score(name, score)));
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("example_id", run.exampleId());
      json.put("repetition_number", run.repetition());
      json.put("input", run.input());
      json.put("annotations", scores);
      runs.add(json);
    }
    Files.writeString(file, ResultJson.writePretty(runs) + "\n");
  }

  private static Map<String, @Nullable Object> score(String name, EvaluationResult result) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("score", result.score());
    json.put("label", result.label());
    return json;
  }

  private ScoreBaseline() {}
}
