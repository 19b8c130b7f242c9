// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openinference.examples.openaiserver.OpenAIServer;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs under the agent that have other versions of its libraries. */
class OwnVersionsTest {

  private final OpenAIServer models = OpenAIServer.start();
  private final OtlpReceiver receiver = OtlpReceiver.start();

  @BeforeEach
  void requireAgent() {
    assumeTrue(ChildJvm.AGENT.endsWith(".jar"), "the agent is not packaged yet");
  }

  @AfterEach
  void close() {
    models.close();
    receiver.close();
  }

  private ChildJvm jvm(ClassPath classPath) {
    return new ChildJvm(
        classPath,
        Map.of(
            "OPENAI_BASE_URL", models.baseUrl(),
            "OPENAI_API_KEY", "not-needed",
            "PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint()));
  }

  private List<String> receivedNames() {
    return receiver.spans().stream().map(ReceivedSpan::name).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oldest", "newest"})
  void printTheSameAndAreTraced(String release) throws Exception {
    ClassPath classPath = ClassPath.plain().withOwnLibraries(release);

    String printed = jvm(classPath).underAgent().run(OwnLibraries.class, "and call models");

    assertThat(printed).isEqualTo(jvm(classPath).run(OwnLibraries.class, "and call models"));
    assertThat(receivedNames()).containsExactlyInAnyOrder("ChatCompletion", "EchoModel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oldest", "newest"})
  void printTheSameWithoutLibrariesThatAreTraced(String release) throws Exception {
    ClassPath classPath = ClassPath.empty().withOwnLibraries(release);

    String printed = jvm(classPath).underAgent().run(OwnLibraries.class);

    assertThat(printed).isEqualTo(jvm(classPath).run(OwnLibraries.class)).contains("byte-buddy-");
    assertThat(receivedNames()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"oldest, early", "oldest, late", "newest, early", "newest, late"})
  void keepTheirOwnTelemetry(String release, String time) throws Exception {
    String printed =
        jvm(ClassPath.plain().withOwnLibraries(release)).underAgent().run(OwnTelemetry.class, time);

    assertThat(printed.lines().filter(line -> line.startsWith("exported")))
        .as(printed)
        .containsExactly(
            "exported ChatCompletion in the span that is current, tokens counted",
            "exported EchoModel in the span that is current",
            "exported request");
    assertThat(receivedNames()).isEqualTo(time.equals("late") ? List.of("EchoModel") : List.of());
  }
}
