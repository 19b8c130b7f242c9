// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracePrinterTest {

  private static final Map<String, Object> RETRIEVER =
      Map.of(
          "openinference.span.kind", "RETRIEVER",
          "input.value", "red shoes",
          "retrieval.documents.0.document.id", "shoes",
          "retrieval.documents.0.document.content", "About shoes.",
          "retrieval.documents.0.document.score", 0.625,
          "retrieval.documents.1.document.content", "About hats.");
  private static final Map<String, Object> EMBEDDING =
      Map.of(
          "openinference.span.kind",
          "EMBEDDING",
          "embedding.embeddings.0.embedding.text",
          "red shoes",
          "embedding.embeddings.0.embedding.vector",
          List.of(0.5, 0.5),
          "llm.token_count.prompt",
          2L,
          "llm.token_count.total",
          2L);
  private static final Map<String, Object> LLM =
      Map.ofEntries(
          Map.entry("openinference.span.kind", "LLM"),
          Map.entry("input.value", "{}"),
          Map.entry("llm.input_messages.0.message.role", "system"),
          Map.entry("llm.input_messages.0.message.content", "Be kind."),
          Map.entry("llm.input_messages.1.message.role", "user"),
          Map.entry("llm.input_messages.1.message.contents.0.message_content.type", "text"),
          Map.entry(
              "llm.input_messages.1.message.contents.0.message_content.text", "What's\nthis?"),
          Map.entry("llm.input_messages.1.message.contents.1.message_content.type", "image"),
          Map.entry("llm.output_messages.0.message.role", "assistant"),
          Map.entry(
              "llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "look_up"),
          Map.entry(
              "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments",
              "{\"id\":1}"),
          Map.entry("llm.token_count.prompt", 12L),
          Map.entry("llm.token_count.completion", 3L),
          Map.entry("llm.token_count.total", 15L));

  @Test
  void printsTraces() {
    List<ReceivedSpan> spans =
        new ArrayList<>(
            List.of(
                span(
                    1,
                    "1",
                    "",
                    "answer",
                    Map.of(
                        "openinference.span.kind",
                        "CHAIN",
                        "session.id",
                        "chat-1",
                        "input.value",
                        "red shoes",
                        "output.value",
                        "Yes.")),
                span(2, "2", "1", "search", RETRIEVER),
                span(3, "3", "2", "CreateEmbeddings", EMBEDDING),
                span(4, "4", "1", "ChatCompletion", LLM),
                span(5, "5", "gone", "orphan", Map.of())));
    Collections.reverse(spans);

    assertThat(TracePrinter.print(spans))
        .isEqualTo(
            """
            project support-bot, session chat-1
            CHAIN answer  1.5 ms
            |    in   red shoes
            |    out  Yes.
            +- RETRIEVER search  1.5 ms
            |  |    in   red shoes
            |  |    out  shoes (0.63), About hats.
            |  \\- EMBEDDING CreateEmbeddings  1.5 ms  2 tokens
            |          in   red shoes
            |          out  vector of 2 numbers
            \\- LLM ChatCompletion  1.5 ms  12 + 3 = 15 tokens
                    in   user: What's this? [image]
                    out  assistant: look_up({"id":1})

            project support-bot
            UNKNOWN orphan  1.5 ms
            """);
  }

  @Test
  void printsAgentsThatRunAtTheSameTimeByName() {
    List<ReceivedSpan> spans =
        List.of(
            span(1, "1", "", "assess", Map.of("langchain4j.agent.topology", "parallel")),
            span(2, "2", "1", "urgency", Map.of()),
            span(3, "3", "1", "topic", Map.of()));

    assertThat(TracePrinter.print(spans))
        .isEqualTo(
            """
            project support-bot
            UNKNOWN assess  1.5 ms
            +- UNKNOWN topic  1.5 ms
            \\- UNKNOWN urgency  1.5 ms
            """);
  }

  @Test
  void marksErrors() {
    ReceivedSpan failed =
        span(1, "1", "", "ask", Map.of(), StatusCode.ERROR, "IOException: no way");

    assertThat(TracePrinter.print(List.of(failed)))
        .isEqualTo("project support-bot\nUNKNOWN ask  1.5 ms  ERROR IOException: no way\n");
  }

  @Test
  void shortensBetweenCodePoints() {
    String text = "\uD83D\uDC5F".repeat(101);

    assertThat(OneLine.of(text)).isEqualTo("\uD83D\uDC5F".repeat(97) + "...");
    assertThat(OneLine.of("\uD83D\uDC5F".repeat(100))).isEqualTo("\uD83D\uDC5F".repeat(100));
  }

  private static ReceivedSpan span(
      long start, String id, String parent, String name, Map<String, Object> attributes) {
    return span(start, id, parent, name, attributes, StatusCode.OK, "");
  }

  private static ReceivedSpan span(
      long start,
      String id,
      String parent,
      String name,
      Map<String, Object> attributes,
      StatusCode status,
      String statusDescription) {
    return ReceivedSpan.builder()
        .resourceAttributes(Map.of("openinference.project.name", "support-bot"))
        .scopeName("test")
        .traceId("trace")
        .spanId(id)
        .parentSpanId(parent)
        .name(name)
        .attributes(attributes)
        .status(status)
        .statusDescription(statusDescription)
        .startEpochNanos(start)
        .endEpochNanos(start + 1_500_000)
        .build();
  }
}
