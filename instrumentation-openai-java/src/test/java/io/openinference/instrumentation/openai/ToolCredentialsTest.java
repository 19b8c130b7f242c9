// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.models.responses.ResponseCreateParams;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Keys of MCP servers are sent, and recorded nowhere. */
class ToolCredentialsTest extends AbstractOpenAITest {

  private static final String SECRET = "planted-secret";
  private static final String TOOL =
      """
      {"type": "mcp", "server_label": "files", "authorization": "%1$s", "headers": {"X-Key": "%1$s"}}
      """
          .formatted(SECRET);

  @Test
  void ofMcpToolsAreRedacted() throws IOException {
    String answer = SampleExchanges.RESPONSE_ANSWER.replaceFirst("\"tools\": *\\[", "$0" + TOOL);
    assertThat(answer).contains(SECRET);
    answer(StubResponse.json(answer));

    wrapped
        .responses()
        .create(
            ResponseCreateParams.builder()
                .model("gpt-4o")
                .input("What is in my files?")
                .putAdditionalBodyProperty("tools", JsonValue.fromJsonNode(json("[" + TOOL + "]")))
                .build());

    assertThat(server.requests().get(0).bodyText()).contains(SECRET);
    assertThat(span().toString()).doesNotContain(SECRET);
    assertRedacted("input.value");
    assertRedacted("output.value");
    assertRedacted("llm.tools.0.tool.json_schema");
  }

  @Test
  void ofMcpToolsInItemsAreRedacted() throws IOException {
    String found = "{\"type\": \"tool_search_output\", \"tools\": [" + TOOL + "]}";
    String answer =
        SampleExchanges.RESPONSE_ANSWER.replaceFirst("\"output\": *\\[", "$0" + found + ",");
    assertThat(answer).contains(SECRET);
    answer(StubResponse.json(answer));

    wrapped
        .responses()
        .create(
            ResponseCreateParams.builder()
                .model("gpt-4o")
                .input(
                    ObjectMappers.jsonMapper()
                        .readValue("[" + found + "]", ResponseCreateParams.Input.class))
                .build());

    assertThat(server.requests().get(0).bodyText()).contains(SECRET);
    assertThat(span().toString()).doesNotContain(SECRET);
    assertRedacted("input.value");
    assertRedacted("output.value");
    assertRedacted("llm.input_messages.1.message.content");
    assertRedacted("llm.output_messages.0.message.content");
  }

  private static JsonNode json(String text) throws IOException {
    return ObjectMappers.jsonMapper().readTree(text);
  }

  private static void assertRedacted(String key) {
    assertThat(span().getAttributes().get(AttributeKey.stringKey(key)))
        .contains("\"server_label\":\"files\"")
        .contains("\"authorization\":\"__REDACTED__\"")
        .contains("\"headers\":{\"X-Key\":\"__REDACTED__\"}");
  }
}
