// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs under the agent that have other versions of its libraries. */
@Tag("slow")
class OwnVersionsTest {

  @RegisterExtension final Backends backends = new Backends();

  @BeforeEach
  void requireAgent() {
    assumeTrue(ProgramJvm.AGENT.endsWith(".jar"), "the agent is not packaged yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oldest", "newest"})
  void printTheSameAndAreTraced(String release) throws Exception {
    ClassPath classPath = ClassPath.plain().withOwnLibraries(release);

    String printed =
        backends.jvm(classPath).underAgent().run(OwnLibraries.class, "and call models");

    // The program without agent makes no calls, because their print is the same with all versions.
    assertThat(printed)
        .isEqualTo(
            backends.jvm(classPath).run(OwnLibraries.class)
                + "I found nothing about that.\nYou asked.\n");
    assertThat(backends.received()).containsExactlyInAnyOrder("ChatCompletion", "EchoModel");
  }

  @Test
  void printTheSameWithoutLibrariesThatAreTraced() throws Exception {
    requireTheSameWithoutLibrariesThatAreTraced("newest");
  }

  @Tag("full")
  @Test
  void printTheSameWithoutLibrariesThatAreTracedOnTheOldest() throws Exception {
    requireTheSameWithoutLibrariesThatAreTraced("oldest");
  }

  private void requireTheSameWithoutLibrariesThatAreTraced(String release) throws Exception {
    ClassPath classPath = ClassPath.empty().withOwnLibraries(release);

    String printed = backends.jvm(classPath).underAgent().run(OwnLibraries.class);

    assertThat(printed)
        .isEqualTo(backends.jvm(classPath).run(OwnLibraries.class))
        .contains("byte-buddy-");
    assertThat(backends.received()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"oldest, early", "newest, late"})
  void keepTheirOwnTelemetry(String release, String time) throws Exception {
    requireOwnTelemetry(release, time);
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource({"oldest, late", "newest, early"})
  void keepTheirOwnTelemetryAtTheOtherTime(String release, String time) throws Exception {
    requireOwnTelemetry(release, time);
  }

  private void requireOwnTelemetry(String release, String time) throws Exception {
    String printed =
        backends
            .jvm(ClassPath.plain().withOwnLibraries(release))
            .underAgent()
            .run(OwnTelemetry.class, time);

    assertThat(printed.lines().filter(line -> line.startsWith("exported")))
        .as(printed)
        .containsExactly(
            "exported ChatCompletion in the span that is current, tokens counted",
            "exported EchoModel in the span that is current",
            "exported request");
    assertThat(backends.received())
        .isEqualTo(time.equals("late") ? List.of("EchoModel") : List.of());
  }

  @Test
  void makeOneSpanOfACallThroughTwoLibraries() throws Exception {
    String printed =
        backends
            .jvm(ClassPath.plain().withOwnLibraries("newest"))
            .underAgent()
            .run(StackedCalls.class);

    assertThat(printed.lines().filter(line -> line.startsWith("exported")))
        .as(printed)
        .containsExactly("exported StackedModel");
  }
}
