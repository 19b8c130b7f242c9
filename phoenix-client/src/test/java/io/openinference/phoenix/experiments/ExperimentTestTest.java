// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** {@link ExperimentTest} without a server, as JUnit runs it. */
class ExperimentTestTest {

  @Test
  void makesATestOfEachExampleAndOneOfTheMeans() {
    EngineExecutionResults results = run(ShoeShop.Good.class);

    results.testEvents().assertStatistics(stats -> stats.started(5).succeeded(5));
    assertThat(results.testEvents().started().map(e -> e.getTestDescriptor().getDisplayName()))
        .containsExactly(
            "[1] How long can I return shoes?",
            "[2] When do I get my refund?",
            "[3] How long is the warranty?",
            "[4] Where is my order?",
            "mean scores");
  }

  @Test
  void failsBelowTheThresholdWithTheExamplesThatGotWorse() {
    EngineExecutionResults results = run(ShoeShop.Strict.class);

    assertThat(failures(results))
        .containsOnlyKeys("[1] How long can I return shoes?", "mean scores")
        .containsEntry("[1] How long can I return shoes?", "contains_expected is 0.00")
        .containsEntry(
            "mean scores",
            String.join(
                System.lineSeparator(),
                "contains_expected: the mean 0.75 of 4 examples misses the threshold 0.80",
                "1 of 4 examples got worse:",
                "- How long can I return shoes?, contains_expected 1.00 -> 0.00"));
  }

  @Test
  void failsWhereALabelShallMeetABound() {
    assertThat(failures(run(ShoeShop.Labelled.class)))
        .hasSize(5)
        .containsEntry("[4] Where is my order?", "word gives no score, and the minimum is 0.10")
        .hasEntrySatisfying(
            "mean scores",
            message ->
                assertThat(message)
                    .contains("word: none of 4 examples has a score, and the threshold is 0.50")
                    .doesNotContain("tone"));
    assertThat(failures(run(ShoeShop.LabelledWithoutBounds.class))).isEmpty();
  }

  @Test
  void failsWithWhatTheTaskThrows() {
    EngineExecutionResults results = run(ShoeShop.Broken.class);

    assertThat(failures(results)).hasSize(4).containsEntry("[4] Where is my order?", "boom");
  }

  @Test
  void asksForAServerWhereTheDatasetIsNoFile() {
    List<String> messages =
        run(ShoeShop.OnServer.class).allEvents().failed().stream()
            .map(ExperimentTestTest::message)
            .toList();

    assertThat(messages).singleElement().asString().contains("Set PHOENIX_ENDPOINT");
  }

  static EngineExecutionResults run(Class<?> test) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(test)).execute();
  }

  static Map<String, String> failures(EngineExecutionResults results) {
    return results.testEvents().failed().stream()
        .collect(
            Collectors.toMap(
                event -> event.getTestDescriptor().getDisplayName(), ExperimentTestTest::message));
  }

  private static String message(Event event) {
    return event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("");
  }
}
