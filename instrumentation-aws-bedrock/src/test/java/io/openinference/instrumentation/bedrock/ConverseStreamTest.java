// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

class ConverseStreamTest extends AbstractBedrockTest {

  private static final String START = "messageStart {\"role\": \"assistant\"}";
  private static final String STOP = "messageStop {\"stopReason\": \"end_turn\"}";

  private static String delta(int index, String delta) {
    return "contentBlockDelta {\"contentBlockIndex\": " + index + ", \"delta\": " + delta + "}";
  }

  private CompletableFuture<Void> call(ConverseStreamResponseHandler handler) {
    return async()
        .converseStream(
            ConverseStreamRequest.builder()
                .modelId(CLAUDE)
                .messages(
                    Message.builder()
                        .role(ConversationRole.USER)
                        .content(ContentBlock.fromText("Hello"))
                        .build())
                .build(),
            handler);
  }

  /** Returns the texts that the application got. */
  private List<String> read() {
    List<String> texts = new CopyOnWriteArrayList<>();
    await(
        call(
            ConverseStreamResponseHandler.builder()
                .onEventStream(events -> events.subscribe(event -> addText(event, texts)))
                .build()));
    return texts;
  }

  private static void addText(ConverseStreamOutput event, List<String> texts) {
    if (event instanceof ContentBlockDeltaEvent delta && delta.delta().text() != null) {
      texts.add(delta.delta().text());
    }
  }

  @Test
  void blocksMayInterleaveAndLackStartAndEnd() {
    answerEvents(
        START,
        delta(0, "{\"reasoningContent\": {\"text\": \"Let me \"}}"),
        delta(1, "{\"text\": \"It is \"}"),
        delta(0, "{\"reasoningContent\": {\"text\": \"see\"}}"),
        delta(0, "{\"reasoningContent\": {\"signature\": \"sig\"}}"),
        "somethingNew {\"contentBlockIndex\": 0, \"text\": \"?\"}",
        "contentBlockStart {\"contentBlockIndex\": 2, \"start\": {\"toolUse\": {\"toolUseId\":"
            + " \"t1\", \"name\": \"depth\"}}}",
        delta(2, "{\"toolUse\": {\"input\": \"{\\\"of\\\":\"}}"),
        delta(1, "{\"text\": \"deep.\"}"),
        delta(2, "{\"toolUse\": {\"input\": \"0}\"}}"),
        "contentBlockStart {\"contentBlockIndex\": 3, \"start\": {\"toolUse\": {\"toolUseId\":"
            + " \"t2\", \"name\": \"now\"}}}",
        delta(3, "{\"toolUse\": {\"input\": \"\"}}"),
        "messageStop {\"stopReason\": \"tool_use\"}",
        "metadata {\"usage\": {\"inputTokens\": 5, \"outputTokens\": 7, \"totalTokens\": 12,"
            + " \"cacheReadInputTokens\": 0}}",
        "metadata {\"metrics\": {\"latencyMs\": 9}}");

    assertThat(read()).containsExactly("It is ", "deep.");

    SpanData span = span();
    String message = "llm.output_messages.0.message.";
    assertThat(span.getName()).isEqualTo("bedrock.converse_stream");
    assertThat(attributes(span))
        .containsEntry(message + "role", "assistant")
        .containsEntry(message + "contents.0.message_content.type", "reasoning")
        .containsEntry(message + "contents.0.message_content.text", "Let me see")
        .containsEntry(message + "contents.0.message_content.signature", "sig")
        .containsEntry(message + "contents.1.message_content.text", "It is deep.")
        .containsEntry(message + "tool_calls.0.tool_call.id", "t1")
        .containsEntry(message + "tool_calls.0.tool_call.function.name", "depth")
        .containsEntry(message + "tool_calls.0.tool_call.function.arguments", "{\"of\":0}")
        .containsEntry(message + "tool_calls.1.tool_call.function.arguments", "{}")
        .containsEntry("llm.finish_reason", "tool_use");
    assertThat(attributes(span, "llm.token_count"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "llm.token_count.prompt", 5L,
                "llm.token_count.completion", 7L,
                "llm.token_count.total", 12L,
                "llm.token_count.prompt_details.cache_read", 0L));
    assertThat(span.getEvents())
        .singleElement()
        .satisfies(event -> assertThat(event.getName()).isEqualTo("First Token Stream Event"));
  }

  static Stream<Arguments> counts() {
    String first =
        "metadata {\"usage\": {\"inputTokens\": 5, \"outputTokens\": 7, \"totalTokens\": 15,"
            + " \"cacheReadInputTokens\": 3}}";
    return Stream.of(
        arguments("no second event", List.of(first), 8L, 7L, 3L),
        arguments("no usage", List.of(first, "metadata {\"metrics\": {}}"), 8L, 7L, 3L),
        arguments("no counts", List.of(first, "metadata {\"usage\": {}}"), 8L, 7L, 3L),
        arguments(
            "grown, the rest left out",
            List.of(first, "metadata {\"usage\": {\"outputTokens\": 9}}"),
            8L,
            9L,
            3L),
        arguments(
            "zero again",
            List.of(
                first,
                "metadata {\"usage\": {\"inputTokens\": 0, \"outputTokens\": 0,"
                    + " \"cacheReadInputTokens\": 0}}"),
            8L,
            7L,
            3L),
        arguments(
            "zero from the beginning",
            List.of(
                "metadata {\"usage\": {\"inputTokens\": 0, \"outputTokens\": 0,"
                    + " \"cacheReadInputTokens\": 0}}"),
            0L,
            0L,
            0L));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("counts")
  void countsOfALaterEvent(
      String name, List<String> metadata, long prompt, long completion, long read) {
    List<String> events = new ArrayList<>(List.of(START, delta(0, "{\"text\": \"Deep.\"}"), STOP));
    events.addAll(metadata);
    answerEvents(events.toArray(String[]::new));

    assertThat(read()).containsExactly("Deep.");

    assertThat(attributes(span()))
        .containsEntry("llm.token_count.prompt", prompt)
        .containsEntry("llm.token_count.completion", completion)
        .containsEntry("llm.token_count.total", prompt + completion)
        .containsEntry("llm.token_count.prompt_details.cache_read", read);
  }

  static Stream<Arguments> blocks() {
    String out = "llm.output_messages.0.message.";
    return Stream.of(
        arguments(
            "a call without its start",
            List.of(delta(0, "{\"toolUse\": {\"input\": \"{\\\"of\\\":0}\"}}")),
            Map.of(out + "tool_calls.0.tool_call.function.arguments", "{\"of\":0}")),
        arguments(
            "a start that comes late",
            List.of(
                delta(1, "{\"toolUse\": {\"input\": \"{\\\"of\\\":\"}}"),
                "contentBlockStart {\"contentBlockIndex\": 1, \"start\": {\"toolUse\":"
                    + " {\"toolUseId\": \"t1\", \"name\": \"depth\"}}}",
                delta(1, "{\"toolUse\": {\"input\": \"0}\"}}")),
            Map.of(
                out + "tool_calls.0.tool_call.id", "t1",
                out + "tool_calls.0.tool_call.function.name", "depth",
                out + "tool_calls.0.tool_call.function.arguments", "{\"of\":0}")),
        arguments(
            "a citation before its text",
            List.of(
                delta(0, "{\"citation\": {\"title\": \"Fjords\"}}"),
                delta(0, "{\"text\": \"It is deep.\"}")),
            Map.of(out + "content", "It is deep.")),
        arguments(
            "signatures of two blocks that come in turn",
            List.of(
                delta(0, "{\"reasoningContent\": {\"text\": \"a\"}}"),
                delta(1, "{\"reasoningContent\": {\"text\": \"b\"}}"),
                delta(1, "{\"reasoningContent\": {\"signature\": \"s1\"}}"),
                delta(0, "{\"reasoningContent\": {\"signature\": \"s0\"}}")),
            Map.of(
                out + "contents.0.message_content.signature", "s0",
                out + "contents.1.message_content.signature", "s1")),
        arguments(
            "a start that comes twice",
            List.of(
                START,
                delta(0, "{\"text\": \"It is \"}"),
                START,
                delta(0, "{\"text\": \"deep.\"}")),
            Map.of(out + "role", "assistant", out + "content", "It is deep.")),
        arguments(
            "a reason that comes again, empty",
            List.of(
                delta(0, "{\"text\": \"Deep.\"}"),
                "messageStop {\"stopReason\": \"model_context_window_exceeded\"}",
                "messageStop {\"stopReason\": \"\"}"),
            Map.of("llm.finish_reason", "model_context_window_exceeded")),
        arguments(
            "a result of the provider's own tool",
            List.of(
                "contentBlockStart {\"contentBlockIndex\": 0, \"start\": {\"toolUse\":"
                    + " {\"toolUseId\": \"t1\", \"name\": \"nova_grounding\", \"type\":"
                    + " \"server_tool_use\"}}}",
                delta(0, "{\"toolUse\": {\"input\": \"{}\"}}"),
                "contentBlockStart {\"contentBlockIndex\": 1, \"start\": {\"toolResult\":"
                    + " {\"toolUseId\": \"t1\", \"status\": \"success\"}}}",
                delta(1, "{\"toolResult\": [{\"text\": \"found\"}]}"),
                delta(2, "{\"text\": \"Deep.\"}")),
            Map.of(
                out + "role",
                "tool",
                out + "tool_call_id",
                "t1",
                out + "content",
                "found",
                "llm.output_messages.1.message.tool_calls.0.tool_call.function.name",
                "nova_grounding",
                "llm.output_messages.1.message.contents.1.message_content.text",
                "Deep.")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void blocksOfUnusualStreams(String name, List<String> events, Map<String, Object> expected) {
    answerEvents(events.toArray(String[]::new));

    read();

    assertThat(attributes(span())).containsAllEntriesOf(expected);
  }

  @Test
  void aReasonToStopMayStandEarlyAndTheStartMayBeMissing() {
    answerEvents(STOP, delta(0, "{\"text\": \"It is \"}"), delta(0, "{\"text\": \"deep.\"}"));

    assertThat(read()).containsExactly("It is ", "deep.");

    assertThat(attributes(span()))
        .containsEntry("llm.output_messages.0.message.content", "It is deep.")
        .containsEntry("llm.finish_reason", "end_turn");
  }

  @Test
  void aStreamThatIsSentAgainHasItsTextOnce() {
    answerEvents(
        START, delta(0, "{\"text\": \"It is \"}"), "throttlingException {\"message\": \"slow\"}");
    answerEvents(
        START, delta(0, "{\"text\": \"It is \"}"), delta(0, "{\"text\": \"deep.\"}"), STOP);

    assertThat(read()).containsExactly("It is ", "It is ", "deep.");

    SpanData span = span();
    assertThat(requests()).hasSize(2);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.OK);
    assertThat(attributes(span))
        .containsEntry("llm.output_messages.0.message.content", "It is deep.");
  }

  @Test
  void aStreamThatNobodyReadsEndsWithItsFuture() {
    answerEvents(START, delta(0, "{\"text\": \"Deep.\"}"), STOP);
    CompletableFuture<Void> offered = new CompletableFuture<>();
    CompletableFuture<Void> future =
        call(
            ConverseStreamResponseHandler.builder()
                .onEventStream(events -> offered.complete(null))
                .build());
    await(offered);
    future.cancel(true);

    SpanData span = span();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attributes(span))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "openinference.span.kind", "LLM",
                "llm.provider", "aws",
                "llm.system", "anthropic",
                "llm.model_name", CLAUDE,
                "llm.invocation_parameters", "{}",
                "input.value",
                    "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}",
                "input.mime_type", "application/json",
                "llm.input_messages.0.message.role", "user",
                "llm.input_messages.0.message.content", "Hello"));
  }

  @Test
  void anOverloadWithAConsumerIsOneSpan() {
    List<String> texts = new CopyOnWriteArrayList<>();
    answerEvents(START, delta(0, "{\"text\": \"Deep.\"}"), STOP);
    await(
        async()
            .converseStream(
                request -> request.modelId(CLAUDE),
                ConverseStreamResponseHandler.builder()
                    .onEventStream(events -> events.subscribe(event -> addText(event, texts)))
                    .build()));

    assertThat(texts).containsExactly("Deep.");
    assertThat(span().getName()).isEqualTo("bedrock.converse_stream");
    assertThat(attributes(span())).containsEntry("llm.output_messages.0.message.content", "Deep.");
  }
}
