// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.PromptReference;
import io.openinference.instrumentation.PromptSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps {@code prompts/get}. */
final class PromptRequestMapper extends RequestMapper<PromptSpan> {

  static final PromptRequestMapper INSTANCE = new PromptRequestMapper();

  private PromptRequestMapper() {
    super(PromptSpan.class);
  }

  @Override
  OpenInferenceSpanBuilder<PromptSpan> spanBuilder(Tracing tracing, @Nullable Object params) {
    String name = McpFields.text(params, "name");
    return tracing.tracer().prompt(name == null ? McpSchema.METHOD_PROMPT_GET : name);
  }

  @Override
  void recordRequest(PromptSpan span, Tracing tracing, @Nullable Object params) {
    span.prompt(PromptReference.of(null, McpFields.text(params, "name"), null));
    Map<String, Object> arguments = McpFields.map(params, "arguments");
    span.inputJson(arguments == null ? Map.of() : arguments);
  }

  @Override
  void recordResult(PromptSpan span, Tracing tracing, Object result) {
    List<Map<String, String>> messages = new ArrayList<>();
    for (Object message : McpFields.list(result, "messages")) {
      Map<String, String> shown = new LinkedHashMap<>();
      shown.put("role", role(message));
      shown.put("content", Contents.text(McpFields.get(message, "content")));
      messages.add(shown);
    }
    span.outputJson(messages);
  }

  /** Returns the role as the protocol writes it. */
  private static String role(@Nullable Object message) {
    return String.valueOf(McpFields.get(message, "role")).toLowerCase(Locale.ROOT);
  }
}
