// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A span keeps whole messages, within the 128 attributes that OpenTelemetry allows by default. */
class AttributeLimitTest {

  private static final Pattern INPUT_MESSAGE =
      Pattern.compile("llm\\.input_messages\\.(\\d+)\\..*");

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension
  static final OpenInferenceExtension crowded =
      OpenInferenceExtension.builder().addSpanProcessor(new AttributeAdder(8)).build();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @Test
  void keepsTheEssentialsOfALongConversation() {
    record(tracer, messages(500));

    SpanData span = telemetry.trace().root();
    assertThat(span)
        .isLlm()
        .hasAttribute("session.id", "s-1")
        .hasAttribute("llm.model_name", "gpt-4o")
        .hasAttribute("input.value", "{}")
        .hasAttribute("output.value", "answer")
        .hasAttribute("llm.finish_reason", "stop")
        .hasAttribute("llm.token_count.prompt", 10_000)
        .hasAttribute("llm.token_count.completion", 5)
        .hasAttribute("llm.token_count.total", 10_005)
        .hasAttribute("llm.output_messages.0.message.role", "assistant")
        .hasAttribute("llm.output_messages.0.message.content", "answer");
    assertNothingWasCut(span);
    // 14 attributes are set above, 2 a message, and 8 stay free for others.
    assertWholeMessagesFromTheNewestBack(span, 500, (128 - 8 - 14) / 2);
  }

  @Test
  void leavesRoomForAttributesOfSpanProcessors() {
    record(OpenInferenceTracer.create(crowded.openTelemetry()), messages(500));

    SpanData span = crowded.trace().root();
    assertThat(span).hasAttribute("other.7", "value");
    assertNothingWasCut(span);
    assertWholeMessagesFromTheNewestBack(span, 500, (128 - 8 - 14) / 2);
  }

  @Test
  void settingAnAttributeAgainTakesNoRoom() {
    AttributeKey<Long> progress = AttributeKey.longKey("acme.progress");
    tracer
        .llm("ChatCompletion")
        .run(
            span -> {
              span.inputMessages(messages(10));
              for (int i = 0; i <= 1_000; i++) {
                span.setAttribute(progress, i).output("answer " + i);
              }
            });

    SpanData span = telemetry.trace().root();
    assertThat(span).hasAttribute("acme.progress", 1_000);
    assertWholeMessagesFromTheNewestBack(span, 10, 10);
  }

  @Test
  void answerComesFirstThenToolsThenQuestions() {
    tracer
        .llm("ChatCompletion")
        .run(
            span ->
                span.inputMessages(messages(100))
                    .tools(
                        IntStream.range(0, 100)
                            .mapToObj(i -> ToolDefinition.ofJsonSchema("{}"))
                            .toList())
                    .outputMessages(List.of(Message.assistant("answer"))));

    SpanData span = telemetry.trace().root();
    assertThat(span)
        .hasAttribute("llm.output_messages.0.message.content", "answer")
        .hasAttribute("llm.tools.99.tool.json_schema", "{}");
    assertNothingWasCut(span);
    assertWholeMessagesFromTheNewestBack(span, 100, (128 - 8 - 1 - 2 - 100) / 2);
  }

  @Test
  void keepsTheFirstDocuments() {
    tracer
        .retriever("search")
        .run(
            span ->
                span.documents(
                    IntStream.range(0, 100)
                        .mapToObj(i -> Document.of("d-" + i, "content", 0.5))
                        .toList()));

    SpanData span = telemetry.trace().root();
    int kept = (128 - 8 - 1) / 3;
    assertThat(span)
        .hasAttribute("retrieval.documents." + (kept - 1) + ".document.id", "d-" + (kept - 1))
        .hasAttribute("retrieval.documents." + (kept - 1) + ".document.score", 0.5)
        .hasNoAttributeStartingWith("retrieval.documents." + kept + ".");
    assertNothingWasCut(span);
  }

  @Test
  void keepsWholeMessagesWhateverTheirSizeAndTheLimit() {
    Random random = new Random(42);
    for (int round = 0; round < 200; round++) {
      int limit = 16 + random.nextInt(300);
      List<Message> messages = new ArrayList<>();
      for (int i = random.nextInt(100); i > 0; i--) {
        messages.add(messageOfSize(1 + random.nextInt(12)));
      }
      SpanLimits limits = SpanLimits.builder().setMaxNumberOfAttributes(limit).build();
      InMemorySpans spans = InMemorySpans.withLimits(limits);

      record(OpenInferenceTracer.create(spans.openTelemetry()), messages);

      SpanData span = spans.only();
      assertNothingWasCut(span);
      Map<Integer, Integer> sizes = inputMessageSizes(span);
      int oldest = messages.size() - sizes.size();
      for (int i = oldest; i < messages.size(); i++) {
        assertThat(sizes)
            .as("limit %d, round %d", limit, round)
            .containsEntry(i, sizeOf(messages, i));
      }
      if (oldest > 0) {
        int free = limit - limit / 16 - span.getAttributes().size();
        assertThat(free)
            .as("limit %d, round %d", limit, round)
            .isLessThan(sizeOf(messages, oldest - 1));
      }
    }
  }

  private static int sizeOf(List<Message> messages, int index) {
    ElementBuffer buffer = new ElementBuffer(AttributeMasker.of(TraceConfig.builder().build()));
    messages.get(index).writeTo(MessageKeys.INPUT.at(index), buffer);
    return buffer.size();
  }

  private static Message messageOfSize(int size) {
    Message.Builder message = Message.builder("user");
    List<MessageContent> contents = new ArrayList<>();
    int left = size - 1;
    while (left > 1) {
      contents.add(MessageContent.text("text"));
      left -= 2;
    }
    return message.contents(contents).content(left == 1 ? "text" : null).build();
  }

  private static List<Message> messages(int count) {
    return IntStream.range(0, count).mapToObj(i -> Message.user("message " + i)).toList();
  }

  /** Sets 14 attributes beside the input messages. */
  private static void record(OpenInferenceTracer tracer, List<Message> messages) {
    tracer
        .llm("ChatCompletion")
        .run(
            span ->
                span.inputMessages(messages)
                    .sessionId("s-1")
                    .modelName("gpt-4o")
                    .invocationParameters("{}")
                    .input("{}")
                    .output("answer")
                    .finishReason("stop")
                    .tokenCount(TokenCount.of(10_000, 5))
                    .outputMessages(List.of(Message.assistant("answer"))));
  }

  /** OpenTelemetry counts also the attributes that it dropped. */
  private static void assertNothingWasCut(SpanData span) {
    assertThat(span.getTotalAttributeCount()).isEqualTo(span.getAttributes().size());
  }

  private static void assertWholeMessagesFromTheNewestBack(SpanData span, int sent, int kept) {
    Map<Integer, Integer> expected = new TreeMap<>();
    for (int i = sent - kept; i < sent; i++) {
      expected.put(i, 2);
      assertThat(span)
          .hasAttribute("llm.input_messages." + i + ".message.role", "user")
          .hasAttribute("llm.input_messages." + i + ".message.content", "message " + i);
    }
    assertThat(inputMessageSizes(span)).isEqualTo(expected);
  }

  /** Returns how many attributes each input message has. */
  private static Map<Integer, Integer> inputMessageSizes(SpanData span) {
    Map<Integer, Integer> sizes = new TreeMap<>();
    span.getAttributes()
        .forEach(
            (key, value) -> {
              Matcher matcher = INPUT_MESSAGE.matcher(key.getKey());
              if (matcher.matches()) {
                sizes.merge(Integer.valueOf(matcher.group(1)), 1, Integer::sum);
              }
            });
    return sizes;
  }

  /** Sets attributes that our SDK does not see. */
  private static final class AttributeAdder implements OnStartProcessor {

    private final int count;

    AttributeAdder(int count) {
      this.count = count;
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
      for (int i = 0; i < count; i++) {
        span.setAttribute("other." + i, "value");
      }
    }
  }
}
