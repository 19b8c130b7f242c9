// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.testing.StubResponse;
import java.util.Map;

/** What one server answers, and what spans are to have of it. */
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

  @Override
  public String toString() {
    return name;
  }
}
