// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BoundsTest {

  @Test
  void comparesWhatEachRoundMeasured() {
    Rounds rounds = new Rounds();
    for (int round = 0; round < 5; round++) {
      double load = 1 + round; // The machine is slower in each round.
      Figures figures = rounds.round(round);
      figures.add("ParsedChat.create NONE 20", new Figure(load, 0));
      figures.add("ParsedChat.create OURS 20", new Figure(12 * load + round % 2, 2_000));
      figures.add("ParsedChat.create FLOOR 20", new Figure(11 * load, 1_000));
      figures.add("AiService.ask NONE", new Figure(100, 500));
      figures.add("AiService.ask OURS", new Figure(110 + round, 1_000));
      // The floor is slower than no tracing in some rounds, and faster in others.
      figures.add("AiService.ask FLOOR", new Figure(round % 2 == 0 ? 98 : 103, 1_000));
    }

    assertThat(verdicts(Bounds.of(rounds)))
        .isEqualTo(
            Map.of(
                "chat of 20 messages, ours / floor, added time", "1.11 (1.09 to 1.14) holds",
                "chat of 20 messages, ours / floor, added bytes", "2.00 short",
                "AI service, ours / floor, added time", "none (no interval) not told",
                "AI service, ours / floor, added bytes", "1.00 holds"));
  }

  @Test
  void averagesTheBytesOfUnrecordedCalls() {
    Rounds rounds = new Rounds();
    for (int round = 0; round < 3; round++) {
      rounds.round(round).add("UnrecordedChat.create OURS NO_SDK", new Figure(60, 120.02));
      rounds.round(round).add("UnrecordedChat.create FLOOR NO_SDK", new Figure(20, 104.01));
    }

    assertThat(verdicts(Bounds.of(rounds)))
        .isEqualTo(Map.of("NO_SDK, ours - OpenTelemetry's own", "16 B holds"));
  }

  private static Map<String, String> verdicts(List<Bound> bounds) {
    return bounds.stream()
        .collect(
            Collectors.toMap(Bound::name, bound -> bound.figureText() + " " + bound.verdict()));
  }
}
