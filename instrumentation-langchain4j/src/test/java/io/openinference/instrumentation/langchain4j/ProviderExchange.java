// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static java.util.Map.entry;

import io.openinference.testing.StubResponse;
import java.util.List;
import java.util.Map;

/** The answer of one server, and the attributes that spans must have of it. */
record ProviderExchange(
    String name,
    ProviderApi api,
    StubResponse whole,
    StubResponse streamed,
    Map<String, Object> expected,
    Map<String, Object> expectedInHistory) {

  // How the names of attributes begin.
  static final String TOOL = "llm.output_messages.0.message.tool_calls.0.tool_call.";
  static final String CONTENT = "llm.output_messages.0.message.contents.";
  static final String HISTORY = "llm.input_messages.1.message.";
  static final String TOKENS = "llm.token_count.";

  /** Returns the attributes of a span that embeds a question of three tokens. */
  static Map<String, Object> embedding(String model) {
    return Map.ofEntries(
        entry("openinference.span.kind", "EMBEDDING"),
        entry("embedding.model_name", model),
        entry("embedding.embeddings.0.embedding.text", "How deep?"),
        entry("embedding.embeddings.0.embedding.vector", List.of(0.5, 0.0)),
        entry("input.value", "How deep?"),
        entry("input.mime_type", "text/plain"),
        entry(TOKENS + "prompt", 3L),
        entry(TOKENS + "completion", 0L),
        entry(TOKENS + "total", 3L));
  }

  @Override
  public String toString() {
    return name;
  }
}
