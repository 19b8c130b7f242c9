// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.TraceConfigBuilder;
import io.openinference.testing.OpenInferenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Thoughts that a model writes between tags. */
class ThoughtfulMessagesTest {

  private static final String MESSAGE = "llm.output_messages.0.message.";

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "deepseek-r1:8b, '<think>\nPlan.\n</think>\n\nHello', Plan., Hello",
        "openai.gpt-oss-20b-1:0, <reasoning>Plan.</reasoning>Hello, Plan., Hello",
        "qwen3:8b, '<think>\n\n</think>\n\nHello', -, Hello",
        // A model of two families has the tag of the first one.
        "gpt-oss-distill-deepseek-qwen3, <reasoning>Plan.</reasoning>Hello, Plan., Hello",
        "deepseek-gpt-oss, <think>Plan.</think>Hello, -, <think>Plan.</think>Hello",
        // The template has the start tag.
        "deepseek-r1:8b, 'Plan.\n</think>\n\nHello', Plan., Hello",
        "Qwen/Qwen3-4B-Thinking-2507, Plan.</think>Hello, Plan., Hello",
        "qwq, '\n</think>\n\nHello', -, Hello",
        "qwen3:8b, Plan.</think>, Plan., -",
        "qwen3:8b, Plan.</think>Write </think>, Plan., Write </think>",
        "qwen3:8b, Write `</think>` at the end, -, Write `</think>` at the end",
        "qwen3:8b, Write </think> at the end, -, Write </think> at the end",
        "qwen3:8b, Write <think>Plan.</think>, -, Write <think>Plan.</think>",
        "openai.gpt-oss-20b-1:0, Plan.</reasoning>Hello, -, Plan.</reasoning>Hello",
        "gpt-4o, Plan.</think>Hello, -, Plan.</think>Hello",
        // The stream was cut.
        "qwen3:8b, <thi, -, -",
        "qwen3:8b, <think>, -, -",
        "qwen3:8b, <think>Plan, Plan, -",
        "qwen3:8b, <think>Plan.</, Plan., -",
        "qwen3:8b, '<think>Plan.\n</think', Plan., -",
        "qwen3:8b, <think>Is 1 <, Is 1 <, -",
        "qwen3:8b, <think>Is 1 < 2, Is 1 < 2, -",
        "qwen3:8b, <, -, <",
        "openai.gpt-oss-20b-1:0, <reas, -, -"
      })
  void readsThoughts(
      String model, String text, @Nullable String thoughts, @Nullable String answer) {
    List<MessageContent> contents = new ArrayList<>();
    if (thoughts != null) {
      contents.add(MessageContent.reasoning(thoughts));
    }
    if (thoughts != null && answer != null) {
      contents.add(MessageContent.text(answer));
    }
    Message expected =
        Message.builder("assistant")
            .content(thoughts == null ? answer : null)
            .contents(contents)
            .build();

    assertThat(ThoughtfulMessages.of(List.of(Message.assistant(text)), null, model))
        .containsExactly(expected);
    assertThat(ThoughtfulMessages.of(List.of(Message.assistant(text)), model, "gpt-oss"))
        .containsExactly(MarkedThoughts.tagOf(model) == null ? Message.assistant(text) : expected);
    assertThat(ThoughtfulMessages.of(List.of(Message.user(text)), model, null))
        .containsExactly(Message.user(text));
  }

  @Test
  void keepsThePartsBesideATextWithoutThoughts() {
    MessageContent image = MessageContent.image("https://host/a.png");
    Message message =
        Message.builder("assistant")
            .content("<think></think>Hello")
            .contents(List.of(image))
            .name("bot")
            .build();

    assertThat(ThoughtfulMessages.of(List.of(message), null, "qwen3"))
        .containsExactly(
            Message.builder("assistant")
                .content("Hello")
                .contents(List.of(image))
                .name("bot")
                .build());
  }

  static Stream<Arguments> masks() {
    Map<String, ?> nothing = Map.of("openinference.span.kind", "LLM");
    return Stream.of(
        arguments(TraceConfig.builder(), shown("Plan.", "Hello")),
        arguments(TraceConfig.builder().hideInputs(true), shown("Plan.", "Hello")),
        arguments(TraceConfig.builder().hideOutputs(true), nothing),
        arguments(TraceConfig.builder().hideOutputMessages(true), nothing),
        arguments(
            TraceConfig.builder().hideOutputText(true), shown("__REDACTED__", "__REDACTED__")));
  }

  private static Map<String, ?> shown(String thoughts, String answer) {
    return Map.of(
        "openinference.span.kind",
        "LLM",
        MESSAGE + "role",
        "assistant",
        MESSAGE + "contents.0.message_content.type",
        "reasoning",
        MESSAGE + "contents.0.message_content.text",
        thoughts,
        MESSAGE + "contents.1.message_content.type",
        "text",
        MESSAGE + "contents.1.message_content.text",
        answer);
  }

  @ParameterizedTest
  @MethodSource("masks")
  void masksHideThoughts(TraceConfigBuilder config, Map<String, ?> expected) {
    OpenInferenceTracer tracer =
        OpenInferenceTracer.builder(telemetry.openTelemetry()).config(config.build()).build();
    List<Message> answer = List.of(Message.assistant("Plan.\n</think>\n\nHello"));

    tracer
        .llm("chat")
        .run(span -> span.outputMessages(ThoughtfulMessages.of(answer, "qwen3:8b", null)));

    assertThat(telemetry.trace().root()).hasExactlyAttributes(expected);
  }
}
