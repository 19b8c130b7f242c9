// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code instrument()} on JVMs that can be attached to and on JVMs that cannot: its log and its
 * spans.
 */
@Tag("slow")
class AttachTest {

  private static final String ONE_LINE_PER_RECORD =
      "-Djava.util.logging.SimpleFormatter.format=%4$s: %5$s%n";
  private static final String AGENT =
      "; and everything, if the JVM starts with -javaagent:openinference-javaagent.jar";

  @RegisterExtension final Backends backends = new Backends();

  private String run(String option) throws Exception {
    return backends
        .jvm(ClassPath.instrumented())
        .option(ONE_LINE_PER_RECORD)
        .option(option)
        .run(InstrumentedCalls.class);
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:+DisableAttachMechanism, true, the JVM runs with -XX:+DisableAttachMechanism",
    "'--limit-modules=java.logging,jdk.unsupported,java.management,java.naming,java.sql', false,"
        + " this Java runtime has no module java.instrument",
    "-Dorg.graalvm.nativeimage.imagecode=runtime, false, a native image cannot load bytecode"
  })
  void oneLineSaysWhyNotAndWhatWorks(String option, boolean agentWorks, String reason)
      throws Exception {
    requireReason(option, agentWorks, reason);
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource({
    "-XX:-EnableDynamicAgentLoading, the JVM runs with -XX:-EnableDynamicAgentLoading",
    "'--limit-modules=java.se,jdk.unsupported', this Java runtime has no module jdk.attach"
  })
  void oneLineSaysThatTheAgentWorks(String option, String reason) throws Exception {
    requireReason(option, true, reason);
  }

  private void requireReason(String option, boolean agentWorks, String reason) throws Exception {
    assertThat(run(option))
        .isEqualTo(
            """
            WARNING: instrument() cannot change the code of running classes in this JVM: %s. \
            These still work: wrap, such as OpenAIInstrumentor.wrap(client); \
            OpenInferenceTracer in methods of your own; \
            AI services of LangChain4j, which need no change of code%s.
            INFO: OpenInference traces langchain4j
            I found nothing about that.
            I found nothing about that.
            You asked.
            delivered
            """
                .formatted(reason, agentWorks ? AGENT : ""));
    assertThat(backends.received())
        .containsExactlyInAnyOrder("ChatCompletion", "Assistant.ask", "EchoModel");
  }

  /**
   * A runtime without jdk.attach loads the agent by a command of jdk.management, which the JVM has
   * only with jdk.jfr. A runtime without java.management starts a second JVM for that.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Dwithout=options",
        "--limit-modules=java.se,jdk.unsupported,jdk.management,jdk.jfr",
        "--limit-modules=java.logging,java.naming,java.net.http,java.sql,java.instrument"
            + ",jdk.attach,jdk.unsupported",
      })
  void attachesAndSaysHowToSilenceTheJvm(String option) throws Exception {
    String printed = run(option);

    String hint =
        "INFO: OpenInference has attached to this JVM. Java 21 and later print a warning about"
            + " that."
            + " Start the JVM with -XX:+EnableDynamicAgentLoading to avoid the warning.";
    assertThat(printed.lines().filter(hint::equals).count())
        .as(printed)
        .isEqualTo(Runtime.version().feature() < 21 ? 0 : 1);
    assertThat(printed.contains("WARNING: A Java agent has been loaded dynamically"))
        .as(printed)
        .isEqualTo(Runtime.version().feature() >= 21);
    requireAllTraced();
  }

  @Tag("full")
  @Test
  void attachesQuietlyWhereThatIsAllowed() throws Exception {
    assertThat(run("-XX:+EnableDynamicAgentLoading"))
        .isEqualTo(
            """
            INFO: OpenInference traces openai-java, langchain4j, annotations
            I found nothing about that.
            I found nothing about that.
            You asked.
            delivered
            """);
    requireAllTraced();
  }

  private void requireAllTraced() {
    assertThat(backends.received())
        .containsExactlyInAnyOrder(
            "ChatCompletion", "ChatCompletion", "Assistant.ask", "EchoModel", "orderStatus");
  }
}
