// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.evaluate;

import static java.util.Comparator.comparing;

import io.openinference.phoenix.Dataset;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.Datasets;
import io.openinference.phoenix.PhoenixSpan;
import io.openinference.phoenix.SpanFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes a dataset of the traces of a project. Each example links to its span. */
final class CorrectedAnswers {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int PAUSE_MILLIS = 100;

  private final Server server;

  CorrectedAnswers(Server server) {
    this.server = server;
  }

  Dataset create(String project) throws InterruptedException {
    List<DatasetExample> examples =
        Datasets.examplesOf(answers(project)).stream().map(CorrectedAnswers::corrected).toList();
    return server.client().datasets().create(project, examples);
  }

  /** Waits for all answers, because Phoenix writes spans a moment after it has accepted them. */
  private List<PhoenixSpan> answers(String project) throws InterruptedException {
    SpanFilter roots = SpanFilter.builder().rootsOnly().build();
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      if (server.client().projects().find(project).isPresent()) {
        List<PhoenixSpan> spans = server.client().spans().list(project, roots).toList();
        if (spans.size() == Questions.ALL.size()) {
          return spans.stream().sorted(comparing(PhoenixSpan::startTime)).toList();
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new IllegalStateException("The traces of " + project + " have not arrived.");
  }

  /** Replaces what the bot said by what a person found that the answer must say. */
  private static DatasetExample corrected(DatasetExample example) {
    String expected = Questions.ALL.getOrDefault(String.valueOf(example.input().get("input")), "");
    return example.toBuilder().output(Map.of("answer", expected)).build();
  }
}
