// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.WireJson;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Puts streams together that servers send, in order or not. */
class AnthropicAccumulatorTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String START =
      """
      {"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant",
        "model": "m", "content": [], "stop_reason": null,
        "usage": {"input_tokens": 10, "cache_read_input_tokens": 100, "output_tokens": 1}}}
      """;

  /**
   * A case.
   *
   * @param events JSON, one a line
   * @param expected the content that they make
   */
  record Case(String name, String events, String expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> contents() {
    return List.of(
        new Case(
            "text in pieces",
            """
            {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "In "}}
            {"type": "ping"}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Oslo."}}
            {"type": "content_block_stop", "index": 0}
            """,
            "[{\"type\": \"text\", \"text\": \"In Oslo.\"}]"),
        new Case(
            "thinking and its signature",
            """
            {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": "", "signature": ""}}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "Hm"}}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": "c2ln"}}
            """,
            "[{\"type\": \"thinking\", \"thinking\": \"Hm\", \"signature\": \"c2ln\"}]"),
        new Case(
            "blocks in turn",
            """
            {"type": "content_block_start", "index": 0, "content_block": {"type": "tool_use", "id": "a", "name": "x", "input": {}}}
            {"type": "content_block_start", "index": 1, "content_block": {"type": "tool_use", "id": "b", "name": "y", "input": {}}}
            {"type": "content_block_delta", "index": 1, "delta": {"type": "input_json_delta", "partial_json": "{\\"q\\":"}}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": ""}}
            {"type": "content_block_delta", "index": 1, "delta": {"type": "input_json_delta", "partial_json": "1}"}}
            """,
            """
            [{"type": "tool_use", "id": "a", "name": "x", "input": {}},
             {"type": "tool_use", "id": "b", "name": "y", "input": {"q": 1}}]
            """),
        new Case(
            "arguments that break off",
            """
            {"type": "content_block_start", "index": 0, "content_block": {"type": "tool_use", "id": "a", "name": "x", "input": {}}}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": "{\\"q\\":"}}
            """,
            "[{\"type\": \"tool_use\", \"id\": \"a\", \"name\": \"x\", \"input\": \"{\\\"q\\\":\"}]"),
        new Case(
            "start that has content, and no end",
            """
            {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": "In "}}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Oslo."}}
            {"type": "content_block_start", "index": 1, "content_block": {"type": "tool_use", "id": "a", "name": "x", "input": {"q": 1}}}
            """,
            """
            [{"type": "text", "text": "In Oslo."},
             {"type": "tool_use", "id": "a", "name": "x", "input": {"q": 1}}]
            """),
        new Case(
            "no start, and no index",
            """
            {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "In "}}
            {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "Oslo."}}
            {"type": "content_block_delta", "index": 1, "delta": {"type": "input_json_delta", "partial_json": "{}"}}
            """,
            "[{\"type\": \"text\", \"text\": \"In Oslo.\"}, {\"type\": \"tool_use\", \"input\": {}}]"),
        new Case(
            "start that comes again",
            """
            {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Oslo"}}
            {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": "In"}}
            """,
            "[{\"type\": \"text\", \"text\": \"Oslo\"}]"),
        new Case(
            "citations",
            """
            {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": "", "citations": []}}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "citations_delta", "citation": {"cited_text": "a"}}}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "citations_delta", "citation": {"cited_text": "b"}}}
            """,
            "[{\"type\": \"text\", \"text\": \"\", \"citations\": [{\"cited_text\": \"a\"}, {\"cited_text\": \"b\"}]}]"),
        new Case(
            "compaction",
            """
            {"type": "content_block_start", "index": 0, "content_block": {"type": "compaction"}}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "compaction_delta", "content": "So far.", "encrypted_content": "ZW5j"}}
            """,
            "[{\"type\": \"compaction\", \"content\": \"So far.\", \"encrypted_content\": \"ZW5j\"}]"),
        new Case(
            "pieces without a type",
            """
            {"type": "content_block_delta", "index": 0, "delta": {"thinking": "Hm"}}
            {"type": "content_block_delta", "index": 1, "delta": {"text": "In "}}
            {"type": "content_block_delta", "index": 1, "delta": {"text": "Oslo."}}
            {"type": "content_block_delta", "index": 2, "delta": {"partial_json": "{\\"q\\": 0}"}}
            """,
            """
            [{"type": "thinking", "thinking": "Hm"}, {"type": "text", "text": "In Oslo."},
             {"type": "tool_use", "input": {"q": 0}}]
            """),
        new Case(
            "indices that are texts",
            """
            {"type": "content_block_start", "index": "0", "content_block": {"type": "text", "text": "In "}}
            {"type": "content_block_start", "index": "1", "content_block": {"type": "tool_use", "id": "a", "name": "x"}}
            {"type": "content_block_delta", "index": "0", "delta": {"type": "text_delta", "text": "Oslo."}}
            {"type": "content_block_delta", "index": "1", "delta": {"type": "input_json_delta", "partial_json": "{}"}}
            """,
            """
            [{"type": "text", "text": "In Oslo."},
             {"type": "tool_use", "id": "a", "name": "x", "input": {}}]
            """),
        new Case(
            "start that comes late",
            """
            {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": "{\\"q\\": "}}
            {"type": "content_block_start", "index": 0, "content_block": {"type": "tool_use", "id": "a", "name": "x", "input": {}}}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": "0}"}}
            """,
            "[{\"type\": \"tool_use\", \"id\": \"a\", \"name\": \"x\", \"input\": {\"q\": 0}}]"),
        new Case(
            "arguments that are a list, and false",
            """
            {"type": "content_block_start", "index": 0, "content_block": {"type": "tool_use", "id": "a", "name": "x", "input": [0, false]}}
            {"type": "content_block_start", "index": 1, "content_block": {"type": "tool_use", "id": "b", "name": "y", "input": false}}
            """,
            """
            [{"type": "tool_use", "id": "a", "name": "x", "input": [0, false]},
             {"type": "tool_use", "id": "b", "name": "y", "input": false}]
            """),
        new Case(
            "indices that leave a gap",
            """
            {"type": "content_block_start", "index": 7, "content_block": {"type": "text", "text": "b"}}
            {"type": "content_block_start", "index": 2, "content_block": {"type": "text", "text": "a"}}
            """,
            "[{\"type\": \"text\", \"text\": \"a\"}, {\"type\": \"text\", \"text\": \"b\"}]"),
        new Case(
            "result of a tool that grows",
            """
            {"type": "content_block_start", "index": 0, "content_block": {"type": "web_search_tool_result", "tool_use_id": "a", "content": [{"type": "web_search_result", "url": "u"}]}}
            {"type": "content_block_stop", "index": 0}
            """,
            "[{\"type\": \"web_search_tool_result\", \"tool_use_id\": \"a\", \"content\": [{\"type\": \"web_search_result\", \"url\": \"u\"}]}]"),
        new Case(
            "unknown pieces and shapes",
            """
            {"type": "content_block_start", "index": 0, "content_block": "text"}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "beam_delta", "beam": "a"}}
            {"type": "content_block_delta", "index": 0, "delta": {"type": "beam_delta", "beam": "b", "watts": 3}}
            {"type": "content_block_delta", "index": -4, "delta": {"type": "text_delta", "text": "x"}}
            {"type": "content_block_delta", "index": 0, "delta": [1]}
            {"type": 5}
            """,
            "[{\"type\": \"beam_delta\", \"beam\": \"ab\", \"watts\": 3}]"));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void content(Case stream) {
    assertThat(response(START + stream.events()).path("content"))
        .isEqualTo(tree(stream.expected()));
  }

  @Test
  void deltaOfTheMessage() {
    String delta =
        """
        {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": null},
         "usage": {"output_tokens": 5}, "context_management": {"applied_edits": []}}
        """;

    assertThat(response(START + "\n" + delta))
        .isEqualTo(
            tree(
                """
                {"id": "msg_1", "type": "message", "role": "assistant", "model": "m",
                 "content": [], "stop_reason": "end_turn", "context_management": {"applied_edits": []},
                 "usage": {"input_tokens": 10, "cache_read_input_tokens": 100, "output_tokens": 5}}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"output_tokens\": 5} | 10 | 100 | 5",
        "{\"input_tokens\": 0, \"cache_read_input_tokens\": 0, \"output_tokens\": 5} | 10 | 100 | 5",
        "{\"input_tokens\": 12, \"output_tokens\": 5} | 12 | 100 | 5",
        "{\"input_tokens\": null, \"cache_read_input_tokens\": 120, \"output_tokens\": 0} | 10 | 120 | 1",
      })
  void countsOfALaterEventReplaceFieldByField(String usage, long input, long read, long output) {
    JsonNode counts =
        response(START + "\n{\"type\": \"message_delta\", \"usage\": " + usage + "}").path("usage");

    assertThat(counts.path("input_tokens").asLong()).isEqualTo(input);
    assertThat(counts.path("cache_read_input_tokens").asLong()).isEqualTo(read);
    assertThat(counts.path("output_tokens").asLong()).isEqualTo(output);
  }

  @Test
  void errorIsKept() {
    String error =
        "{\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\", \"message\": \"Busy\"}}";

    assertThat(response(START + "\n" + error).path("error").path("type").asText())
        .isEqualTo("overloaded_error");
  }

  @Test
  void keepsNoMoreThanTheBudgetButAllCounts() {
    AnthropicAccumulator accumulator = new AnthropicAccumulator(ContentBudget.open(4_000));
    accumulator.add(WireJson.parse(START));
    String piece =
        "{\"type\": \"content_block_delta\", \"index\": 0,"
            + " \"delta\": {\"type\": \"text_delta\", \"text\": \"0123456789\"}}";
    for (int i = 0; i < 10_000; i++) {
      accumulator.add(WireJson.parse(piece));
    }
    accumulator.add(
        WireJson.parse(
            "{\"type\": \"message_delta\", \"delta\": {\"stop_reason\": \"max_tokens\"},"
                + " \"usage\": {\"output_tokens\": 99}}"));

    JsonNode response = tree(accumulator);

    assertThat(response.path("content").path(0).path("text").asText().length())
        .isBetween(1_000, 4_000);
    assertThat(response.path("stop_reason").asText()).isEqualTo("max_tokens");
    assertThat(response.path("usage").path("output_tokens").asLong()).isEqualTo(99);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"ping\"} | false",
        "{\"type\": \"content_block_start\", \"index\": 0, \"content_block\": {\"type\": \"text\", \"text\": \"\"}} | false",
        "{\"type\": \"content_block_start\", \"index\": 0, \"content_block\": {\"type\": \"text\", \"text\": \"a\"}} | true",
        "{\"type\": \"content_block_start\", \"index\": 0, \"content_block\": {\"type\": \"tool_use\", \"id\": \"a\"}} | true",
        "{\"type\": \"content_block_delta\", \"index\": 0, \"delta\": {\"type\": \"text_delta\", \"text\": \"\"}} | false",
        "{\"type\": \"content_block_delta\", \"index\": 0, \"delta\": {\"type\": \"thinking_delta\", \"thinking\": \"a\"}} | true",
      })
  void tellsContentFromItsFrame(String event, boolean isContent) {
    assertThat(new AnthropicAccumulator(ContentBudget.open()).add(WireJson.parse(event)))
        .isEqualTo(isContent);
  }

  private static JsonNode response(String events) {
    AnthropicAccumulator accumulator = new AnthropicAccumulator(ContentBudget.open());
    for (String event : split(events)) {
      accumulator.add(WireJson.parse(event));
    }
    return tree(accumulator);
  }

  private static JsonNode tree(AnthropicAccumulator accumulator) {
    try {
      return tree(MAPPER.writeValueAsString(accumulator.response()));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Splits JSON values that follow each other. */
  private static List<String> split(String events) {
    try (var values = MAPPER.readerFor(JsonNode.class).readValues(events)) {
      return values.readAll().stream().map(Object::toString).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
