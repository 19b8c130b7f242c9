// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs under the agent that have nothing of us, some of it, or all of it. */
class AgentTest {

  private static final String ONE_LINE_PER_RECORD =
      "-Djava.util.logging.SimpleFormatter.format=%4$s: %5$s%n";

  @RegisterExtension final Backends backends = new Backends();

  @BeforeEach
  void requireAgent() {
    assumeTrue(ProgramJvm.AGENT.endsWith(".jar"), "the agent is not packaged yet");
  }

  private ProgramJvm jvm(ClassPath classPath) {
    return backends.jvm(classPath).underAgent().option(ONE_LINE_PER_RECORD);
  }

  @Test
  void tracesAServiceWithAllThatItUses() throws Exception {
    ClassPath classPath = ClassPath.plain().withOwnLibraries("newest");

    assertThat(jvm(classPath).run(AssistantCalls.class)).isEqualTo("It is delivered.\n");

    assertThat(backends.tree())
        .isEqualTo(
            """
            AGENT Assistant.ask
              RETRIEVER EmbeddingStoreContentRetriever
                EMBEDDING CreateEmbeddings
              LLM ToolCallingModel
              TOOL status
              LLM ToolCallingModel
            """);
  }

  @Test
  void tracesAnnotatedMethodsOfAProgramThatHasNothingElseOfUs() throws Exception {
    assertThat(jvm(ClassPath.annotations()).run(AnnotatedCalls.class))
        .isEqualTo("1042 is delivered\n");

    assertThat(backends.tree())
        .isEqualTo(
            """
            CHAIN answer
              TOOL orderStatus
              RERANKER best answer
            """);
    assertThat(backends.receivedSpan("orderStatus").attributes())
        .containsEntry("tool.description", "Looks an order up")
        .containsEntry("input.value", "{\"orderId\":\"1042\"}")
        .containsEntry("output.value", "1042 is delivered");
  }

  @Test
  void leavesTheSetUpOfLoggingToTheProgram() {
    assertThat(jvm(ClassPath.empty()).run(OwnLogging.class)).isEqualTo("OwnManager\n");
  }

  @Test
  void tracesOnceAProgramThatAsksToBeTracedAndWraps() throws Exception {
    assertThat(jvm(ClassPath.instrumented()).run(InstrumentedCalls.class))
        .isEqualTo(
            """
            INFO: This JVM runs with the OpenInference agent, which traces the calls. instrument() \
            only sets where spans go.
            INFO: OpenInference traces openai-java, langchain4j, annotations
            I found nothing about that.
            I found nothing about that.
            You asked.
            delivered
            """);

    assertThat(backends.tree())
        .isEqualTo(
            """
            LLM ChatCompletion
            LLM ChatCompletion
            CHAIN Assistant.ask
              LLM EchoModel
            TOOL orderStatus
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"attach-agent instrument call", "instrument call attach-agent call-annotated"})
  void makesOneSpanOfACallWhenItComesBeforeOrAfterInstrument(String steps) throws Exception {
    requireOneSpanOfEachCall(steps);
  }

  @Tag("full")
  @Test
  void makesOneSpanOfACallWhenItComesBetweenInstrumentAndTheFirstCall() throws Exception {
    requireOneSpanOfEachCall("instrument attach-agent call");
  }

  private void requireOneSpanOfEachCall(String steps) throws Exception {
    ProgramJvm jvm =
        backends
            .jvm(ClassPath.instrumented())
            .option(ONE_LINE_PER_RECORD)
            .option("-XX:+EnableDynamicAgentLoading")
            .option("-Dagent.jar=" + ProgramJvm.AGENT);

    jvm.run(TelemetrySteps.class, steps.split(" "));

    List<String> expected = new ArrayList<>(List.of("ChatCompletion", "EchoModel", "orderStatus"));
    if (steps.endsWith("call-annotated")) {
      expected.add("orderStatus");
    }
    assertThat(backends.received()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void startsOnceWhenItIsListedTwice() throws Exception {
    String printed =
        jvm(ClassPath.instrumented())
            .underAgent()
            .run(TelemetrySteps.class, "instrument", "call-locally");

    assertThat(backends.received())
        .as(printed)
        .containsExactlyInAnyOrder("EchoModel", "orderStatus");
    assertThat(printed).doesNotContain("OpenInference: spans go to");
  }

  @Test
  void sendsTheSpansOfAProgramThatHasCoreAndNoSdk() throws Exception {
    ClassPath classPath = ClassPath.annotationsAlone().withOwnLibraries("newest");

    String printed = jvm(classPath).run(AnnotatedSteps.class);

    assertThat(printed).doesNotContain("WARNING").contains("exported orderStatus\n");
    assertThat(backends.received()).containsExactly("orderStatus", "orderStatus");
  }

  @Test
  void saysAtItsStartWhereSpansGo() throws Exception {
    assertThat(
            backends
                .jvm(ClassPath.empty())
                .option("-Dphoenix.project=shop")
                .option("-Dphoenix.api.key=s3cret")
                .underAgent()
                .announcementOf(Measured.class))
        .isEqualTo(
            "OpenInference traces annotations, anthropic-java, aws-bedrock, google-adk,"
                + " google-genai, langchain4j, langgraph4j, mcp, openai-java, spring-ai; spans go to "
                + backends.tracesEndpoint()
                + ", project shop, unless the application sets a global OpenTelemetry");
  }

  @Test
  void letsGoOfAnApplicationThatIsUndeployed() throws Exception {
    ClassPath classPath = ClassPath.plain().withOwnLibraries("newest");

    assertThat(jvm(classPath).run(RedeployedCalls.class)).isEqualTo("You asked.\nlet go of\n");

    assertThat(backends.received()).containsExactly("EchoModel");
  }

  @Test
  void namesAReleaseThatItDoesNotFitAndWhatThatLacks(@TempDir Path folder) throws Exception {
    ClassPath release = StrangeRelease.compile(folder);

    String printed = jvm(release).run("Program");

    assertThat(printed.lines()).hasSize(3);
    assertThat(printed)
        .startsWith(
            "WARNING: OpenInference langchain4j is switched off, it does not fit langchain4j 0.1")
        .contains(": java.lang.NoClassDefFoundError: dev/langchain4j/")
        .endsWith("you asked: Hi\nyou asked: Hi\n");
    assertThat(backends.received()).isEmpty();
  }
}
