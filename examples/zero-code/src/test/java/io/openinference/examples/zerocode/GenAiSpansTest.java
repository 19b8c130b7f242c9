// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ReceivedSpan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans of {@code gen_ai} that programs and OpenTelemetry's agent write. */
@Tag("slow")
class GenAiSpansTest extends AbstractProgramTest {

  private static final String CONVERT = "-Dopeninference.convert.genai.spans=";
  private static final String GEN_AI_SPAN = "chat gpt-4o-mini";
  private static final String TOOL_CALL = "llm.output_messages.0.message.tool_calls.0.tool_call.";

  private ProgramJvm jvmThatCaptures() {
    return jvmWithExtension().option("-Dotel.instrumentation.genai.capture-message-content=true");
  }

  private static void assertConverted(ReceivedSpan span) {
    assertThat(span.name()).isEqualTo("chat gpt-5-mini");
    assertThat(span.attributes())
        .containsEntry("openinference.span.kind", "LLM")
        .containsEntry("llm.model_name", "gpt-5-mini")
        .containsEntry("llm.provider", "openai")
        .containsEntry("llm.token_count.prompt", 20L)
        .containsEntry("llm.token_count.completion", 9L)
        .containsEntry("llm.finish_reason", "stop")
        .containsEntry("llm.input_messages.0.message.role", "user")
        .containsEntry("llm.input_messages.0.message.content", "Where is 1042?")
        .containsEntry("llm.output_messages.0.message.content", "On its way.");
  }

  @Test
  void theExtensionConvertsTheSpansOfAProgram() throws Exception {
    traceHttpOnly(jvmThatCaptures()).option(CONVERT + "true").run(GenAiChat.class);

    assertThat(receiver.spans()).hasSize(1);
    assertConverted(receiver.spans().get(0));
  }

  @Tag("full")
  @Test
  void theSdkOfAProgramUnderTheAgentConvertsItsSpans() throws Exception {
    jvm()
        .option("-javaagent:" + ProgramJvm.AGENT)
        .option(CONVERT + "true")
        .option("-Dregister=true")
        .run(GenAiChat.class);

    assertThat(receiver.spans()).hasSize(1);
    assertConverted(receiver.spans().get(0));
  }

  /** The quick tests ask this of the spans of OpenTelemetry's agent. */
  @Tag("full")
  @Test
  void nothingIsConvertedUnlessAskedFor() throws Exception {
    traceHttpOnly(jvmThatCaptures()).run(GenAiChat.class);

    assertThat(receiver.spans()).hasSize(1);
    assertThat(receiver.spans().get(0).attributes())
        .containsEntry("gen_ai.request.model", "gpt-5-mini")
        .doesNotContainKeys("openinference.span.kind", "llm.model_name");
  }

  @Test
  void hiddenInputsAreHiddenInBothForms() throws Exception {
    traceHttpOnly(jvmThatCaptures())
        .option(CONVERT + "true")
        .option("-Dopeninference.hide.inputs=true")
        .run(GenAiChat.class);

    assertThat(receiver.spans()).hasSize(1);
    assertThat(receiver.spans().get(0).attributes().toString())
        .doesNotContain("1042")
        .contains("On its way.");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallThatBothAgentsKnowIsOneSpan(boolean converts) throws Exception {
    ProgramJvm jvm = traceOpenAIOnly(jvmThatCaptures()).withoutDependencyOnUs();
    if (converts) {
      jvm.option(CONVERT + "true");
    }
    jvm.run(PlainChat.class);

    assertThat(chats()).hasSize(3);
    assertThat(chats().get(0).attributes())
        .containsEntry("llm.input_messages.0.message.content", "Can I return unworn shoes?")
        .containsKey("llm.token_count.total");
    assertThat(genAiSpans())
        .hasSize(3)
        .allSatisfy(
            span ->
                assertThat(span.attributes().keySet())
                    .noneMatch(key -> key.startsWith("llm."))
                    .matches(keys -> keys.contains("gen_ai.request.model") != converts));
  }

  /** OpenTelemetry's agent emits messages as log records. */
  @Test
  void theSpansOfOpenTelemetrysAgentGetItsMessages() throws Exception {
    traceOpenAIOnly(jvmThatCaptures())
        .withoutDependencyOnUs()
        .withoutOpenAI()
        .option(CONVERT + "true")
        .run(ToolChat.class);

    assertThat(genAiSpans()).hasSize(2);
    ReceivedSpan call = genAiSpans().get(0);
    Map<String, Object> attributes = call.attributes();
    assertThat(attributes)
        .containsEntry("openinference.span.kind", "LLM")
        .containsEntry("llm.model_name", "gpt-4o-mini")
        .containsEntry("llm.input_messages.0.message.role", "system")
        .containsEntry("llm.input_messages.1.message.role", "user")
        .containsEntry("llm.input_messages.1.message.content", "What is the status of order 1042?")
        .containsEntry("llm.output_messages.0.message.role", "assistant")
        .containsEntry(TOOL_CALL + "function.name", "order_status")
        .containsEntry(TOOL_CALL + "function.arguments", "{\"order_id\":\"1042\"}")
        .containsEntry("llm.finish_reason", "tool_calls")
        .containsKeys("llm.token_count.prompt", "input.value", "output.value");
    assertThat(genAiSpans().get(1).attributes())
        .containsEntry("llm.input_messages.3.message.role", "tool")
        .containsEntry(
            "llm.input_messages.3.message.tool_call_id", attributes.get(TOOL_CALL + "id"))
        .containsEntry("llm.input_messages.3.message.content", "{\"status\":\"delivered\"}")
        .containsKey("llm.output_messages.0.message.content");
    assertThat(attributes.keySet()).noneMatch(key -> key.startsWith("gen_ai.log_record"));
  }

  @Tag("full")
  @Test
  void noMessagesAreThereUnlessOpenTelemetrysAgentCapturesThem() throws Exception {
    traceOpenAIOnly(jvmWithExtension())
        .withoutDependencyOnUs()
        .withoutOpenAI()
        .option(CONVERT + "true")
        .run(ToolChat.class);

    assertThat(genAiSpans())
        .hasSize(2)
        .allSatisfy(
            span ->
                assertThat(span.attributes().keySet())
                    .contains("llm.model_name")
                    .noneMatch(key -> key.contains("messages") || key.endsWith("put.value")));
  }

  private static ProgramJvm traceOpenAIOnly(ProgramJvm jvm) {
    return jvm.option("-Dotel.instrumentation.common.default-enabled=false")
        .option("-Dotel.instrumentation.openai.enabled=true");
  }

  /** OpenTelemetry's agent alone sends messages as log records, which Phoenix does not take. */
  @Tag("full")
  @Test
  void theSpansOfOpenTelemetrysAgentHaveModelAndTokensAndNoMessages() throws Exception {
    jvm()
        .withoutDependencyOnUs()
        .option("-javaagent:" + ProgramJvm.OPENTELEMETRY_AGENT)
        .option("-Dotel.instrumentation.genai.capture-message-content=true")
        .run(PlainChat.class);

    assertThat(genAiSpans()).hasSize(3);
    ReceivedSpan span = genAiSpans().get(0);
    assertThat(span.scopeName()).isEqualTo("io.opentelemetry.openai-java-1.1");
    assertThat(span.attributes())
        .containsEntry("gen_ai.request.model", "gpt-4o-mini")
        .containsEntry("gen_ai.response.model", "gpt-4o-mini")
        .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
        .containsKeys("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens");
    assertThat(span.events()).isEmpty();
    assertThat(span.attributes().toString()).doesNotContain("shoes");
  }

  private List<ReceivedSpan> genAiSpans() {
    return receiver.spans().stream().filter(span -> span.name().equals(GEN_AI_SPAN)).toList();
  }
}
