// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static io.openinference.phoenix.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A version that another client wrote, read and written again. */
class PromptVersionTest {

  /** A prompt as Python stores it from OpenAI's request, with a field of a later release. */
  private static final String STORED =
      """
      {"data": {"description": "d", "model_provider": "OPENAI", "model_name": "gpt-4o",
        "template": {"type": "chat", "messages": [
          {"role": "user", "content": "{{question}}"},
          {"role": "assistant", "content": [{"type": "tool_call", "tool_call_id": "t",
            "tool_call": {"type": "function", "name": "w", "arguments": "{}"}}]}]},
        "template_type": "CHAT", "template_format": "MUSTACHE",
        "invocation_parameters": {"type": "azure_openai", "azure_openai": {"seed": 3}},
        "tools": {"type": "tools", "tools": [{"type": "function", "function": {"name": "w",
            "parameters": {"type": "object"}, "strict": true}}],
          "tool_choice": {"type": "specific_function", "function_name": "w"},
          "disable_parallel_tool_calls": true},
        "response_format": {"type": "json_schema", "json_schema": {"name": "r", "strict": true,
          "schema": {"type": "object"}}},
        "later": [1, null], "id": "UHJvbXB0VmVyc2lvbjox"}}
      """;

  private final ScriptedServer server = new ScriptedServer();
  private final PhoenixClient client = PhoenixClient.builder().baseUrl(server.url()).build();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void keepsWhatTheBuilderHasNoCallFor() {
    server.then(json(STORED));
    PromptVersion stored = client.prompts().latest("bot");
    Map<String, Object> withoutId = new LinkedHashMap<>(stored.json());
    withoutId.remove("id");

    assertThat(stored.toBuilder().build().json()).isEqualTo(withoutId);
    client.prompts().create("bot", stored);
    assertThat(server.requests().get(1)).contains("\"later\":[1,null]").doesNotContain("\"id\"");
  }

  @Test
  void getsOtherMessagesAndKeepsItsTools() {
    server.then(json(STORED));
    PromptVersion stored = client.prompts().latest("bot");

    PromptVersion changed =
        stored.toBuilder()
            .messages(List.of(PromptMessage.of("system", "Be brief.")))
            .message("user", "{{question}}")
            .parameter("temperature", 0.5)
            .build();
    assertThat(changed.messages())
        .extracting(PromptMessage::text)
        .containsExactly("Be brief.", "{{question}}");
    assertThat(changed.parameters()).isEqualTo(Map.of("seed", 3, "temperature", 0.5));
    assertThat(changed.json().get("tools")).isEqualTo(stored.json().get("tools"));
    assertThat(changed.responseSchema()).isEqualTo(stored.responseSchema());
    assertThat(stored.messages()).hasSize(2);
  }
}
