// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The JSON that the converter writes for each stored span has the fields and types that the
 * convention's JSON schemas require.
 */
class SchemaTest {

  /** The texts that a part must have, by its type. A part of another type has any fields. */
  private static final Map<String, List<String>> TEXTS =
      Map.of(
          "text", List.of("content"),
          "reasoning", List.of("content"),
          "blob", List.of("modality", "content"),
          "uri", List.of("modality", "uri"),
          "file", List.of("modality", "file_id"),
          "tool_call", List.of("name"),
          "server_tool_call", List.of("name"));

  @Test
  void allStoredSpansFollowTheSchemas() throws JsonProcessingException {
    int checked = 0;
    for (var exchange : TestSpans.exchanges()) {
      Attributes genAi =
          OpenInferenceToGenAi.create().convert(TestSpans.attributes(exchange.span().attributes()));
      checked += check(genAi, "gen_ai.input.messages", SchemaTest::checkMessage);
      checked += check(genAi, "gen_ai.output.messages", SchemaTest::checkMessage);
      checked += check(genAi, "gen_ai.tool.definitions", SchemaTest::checkTool);
      checked += check(genAi, "gen_ai.retrieval.documents", SchemaTest::checkDocument);
    }
    assertThat(checked).isGreaterThan(200);
  }

  private static int check(Attributes genAi, String key, Consumer<JsonNode> schema)
      throws JsonProcessingException {
    String json = genAi.get(AttributeKey.stringKey(key));
    if (json == null) {
      return 0;
    }
    JsonNode list = new ObjectMapper().readTree(json);
    assertThat(list.isArray()).as(key).isTrue();
    list.forEach(schema);
    return 1;
  }

  private static void checkMessage(JsonNode message) {
    checkText(message, "role");
    assertThat(message.path("parts").isArray()).as("parts of %s", message).isTrue();
    checkOptionalText(message, "name");
    for (JsonNode part : message.get("parts")) {
      checkText(part, "type");
      TEXTS
          .getOrDefault(part.get("type").textValue(), List.of())
          .forEach(field -> checkText(part, field));
      checkOptionalText(part, "id");
      checkOptionalText(part, "mime_type");
      if (part.get("type").textValue().equals("tool_call_response")) {
        assertThat(part.has("response")).as("response of %s", part).isTrue();
      }
    }
  }

  private static void checkTool(JsonNode tool) {
    checkText(tool, "type");
    checkText(tool, "name");
    checkOptionalText(tool, "description");
    assertThat(tool.path("parameters").isValueNode()).as("parameters of %s", tool).isFalse();
  }

  private static void checkDocument(JsonNode document) {
    checkOptionalText(document, "id");
    assertThat(document.path("score").isMissingNode() || document.path("score").isNumber())
        .as("score of %s", document)
        .isTrue();
  }

  private static void checkText(JsonNode object, String field) {
    assertThat(object.path(field).isTextual()).as("%s of %s", field, object).isTrue();
  }

  private static void checkOptionalText(JsonNode object, String field) {
    if (object.hasNonNull(field)) {
      checkText(object, field);
    }
  }
}
