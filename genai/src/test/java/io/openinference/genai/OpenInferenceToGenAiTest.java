// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.conformance.Exchange;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenInferenceToGenAiTest {

  /** The fields that the convention's JSON schemas require of each type of part. */
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "text", List.of("content"),
          "reasoning", List.of("content"),
          "tool_call", List.of("name"),
          "tool_call_response", List.of("response"),
          "blob", List.of("modality", "content"),
          "uri", List.of("modality", "uri"),
          "file", List.of("modality", "file_id"));

  static List<Exchange> exchanges() {
    return TestSpans.exchanges();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void writesMessagesAsTheSchemasWantThem(Exchange exchange) throws Exception {
    Attributes genAi =
        OpenInferenceToGenAi.create().convert(TestSpans.attributes(exchange.span().attributes()));

    for (String side : List.of("gen_ai.input.messages", "gen_ai.output.messages")) {
      String messages = genAi.get(AttributeKey.stringKey(side));
      for (JsonNode message : new ObjectMapper().readTree(messages == null ? "[]" : messages)) {
        assertThat(message.path("role").isTextual()).as("role of %s", message).isTrue();
        assertThat(message.path("parts").isArray()).as("parts of %s", message).isTrue();
        for (JsonNode part : message.get("parts")) {
          assertThat(part.path("type").isTextual()).as("type of %s", part).isTrue();
          assertThat(REQUIRED.getOrDefault(part.get("type").textValue(), List.of()))
              .as("fields of %s", part)
              .allMatch(field -> !part.path(field).isMissingNode());
        }
      }
    }
    String tools = genAi.get(AttributeKey.stringKey("gen_ai.tool.definitions"));
    for (JsonNode tool : new ObjectMapper().readTree(tools == null ? "[]" : tools)) {
      assertThat(tool.path("type").isTextual()).as("type of %s", tool).isTrue();
    }
  }

  @Test
  void writesOlderNamesIfAskedTo() {
    Attributes span =
        Attributes.builder()
            .put("openinference.span.kind", "LLM")
            .put("llm.provider", "anthropic")
            .put("llm.token_count.prompt", 10)
            .put("llm.token_count.completion", 5)
            .put("llm.token_count.prompt_details.cache_write", 3)
            .put("llm.output_messages.0.message.role", "assistant")
            .put("llm.output_messages.0.message.content", "Hi")
            .put("llm.finish_reason", "end_turn")
            .build();
    Map<String, Object> newest = TestSpans.map(OpenInferenceToGenAi.create().convert(span));
    Map<String, Object> both =
        TestSpans.map(OpenInferenceToGenAi.create().withOlderNames(true).convert(span));

    assertThat(newest)
        .doesNotContainKeys("gen_ai.system", "gen_ai.usage.cache_creation.input_tokens");
    assertThat(both)
        .containsKeys(newest.keySet().toArray(String[]::new))
        .contains(
            entry("gen_ai.system", "anthropic"),
            entry("gen_ai.usage.prompt_tokens", 10L),
            entry("gen_ai.usage.completion_tokens", 5L),
            entry("gen_ai.usage.cache_creation.input_tokens", 3L),
            entry(
                "gen_ai.output.messages",
                "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}],"
                    + "\"finish_reason\":\"end_turn\"}]"));
  }

  @Test
  void writesAnEventForEachEvaluation() {
    Attributes span =
        Attributes.builder()
            .put("evaluations.0.evaluation.name", "tone")
            .put("evaluations.0.evaluation.score", 0.5)
            .put("evaluations.0.evaluation.explanation", "fine")
            .put("annotations.0.annotation.name", "thumb")
            .put("annotations.0.annotation.label", "up")
            .put("annotations.1.annotation.label", "has no name")
            .build();

    assertThat(OpenInferenceToGenAi.create().events(span))
        .containsExactly(
            new GenAiEvent(
                "gen_ai.evaluation.result",
                Attributes.builder()
                    .put("gen_ai.evaluation.name", "tone")
                    .put("gen_ai.evaluation.score.value", 0.5)
                    .put("gen_ai.evaluation.explanation", "fine")
                    .build()),
            new GenAiEvent(
                "gen_ai.evaluation.result",
                Attributes.builder()
                    .put("gen_ai.evaluation.name", "thumb")
                    .put("gen_ai.evaluation.score.label", "up")
                    .build()));
  }

  @Test
  void writesNothingForOtherSpans() {
    assertThat(OpenInferenceToGenAi.create().convert(Attributes.builder().put("a", 1).build()))
        .isEqualTo(Attributes.empty());
  }
}
