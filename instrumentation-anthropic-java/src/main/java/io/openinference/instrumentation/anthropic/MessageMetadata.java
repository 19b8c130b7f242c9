// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.anthropic.AnthropicBlocks;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what OpenInference has no attributes for, under the names of the Python package. */
final class MessageMetadata {

  private final Map<String, Object> entries = new LinkedHashMap<>();

  private MessageMetadata() {}

  static MessageMetadata ofRequest(WireObject request) {
    MessageMetadata metadata = new MessageMetadata();
    List<String> servers = new ArrayList<>();
    for (WireObject server : request.objects("mcp_servers")) {
      String name = server.text("name");
      if (name != null) {
        servers.add(name);
      }
    }
    metadata.put("mcp_server_names", servers);
    return metadata;
  }

  /** Returns what request and response say. */
  static MessageMetadata of(WireExchange exchange, WireObject response) {
    MessageMetadata metadata = ofRequest(exchange.request());
    JsonRedactor redactor = exchange.mask().output();
    WireObject usage = response.object("usage");
    List<?> content = response.list("content");
    metadata.putRedacted("stop_details", response.get("stop_details"), redactor);
    metadata.put("container_id", response.object("container").text("id"));
    metadata.put("applied_edits", response.object("context_management").list("applied_edits"));
    metadata.put("usage_iterations", usage.list("iterations"));
    metadata.put("server_tool_use", usage.object("server_tool_use").fields());
    metadata.put("tool_callers", toolCallers(content));
    if (!redactor.hidesText()) {
      metadata.putRedacted("citations", AnthropicBlocks.citations(content), redactor);
    }
    return metadata;
  }

  /** Tells which calls of tools another tool made, such as code that the model has written. */
  private static Map<String, Object> toolCallers(List<?> content) {
    Map<String, Object> callers = new LinkedHashMap<>();
    for (Object block : content) {
      WireObject toolUse = WireObject.of(block);
      String id = toolUse.text("id");
      WireObject caller = toolUse.object("caller");
      if (id != null && !caller.isEmpty()) {
        callers.put(id, caller.fields());
      }
    }
    return callers;
  }

  private void putRedacted(String name, @Nullable Object value, JsonRedactor redactor) {
    if (value instanceof Map<?, ?> map && !map.isEmpty() && !redactor.hidesMessages()) {
      put(name, WireJson.parse(redactor.json(map)));
    }
  }

  private void put(String name, @Nullable Object value) {
    boolean isEmpty =
        value instanceof Map<?, ?> map
            ? map.isEmpty()
            : value instanceof List<?> list && list.isEmpty();
    if (value != null && !isEmpty) {
      entries.put(name, value);
    }
  }

  /** Records the entries, and those of the scopes around, which win. */
  void recordOn(LlmSpan span) {
    if (!entries.isEmpty()) {
      Map<String, @Nullable Object> merged = new LinkedHashMap<>(entries);
      merged.putAll(ContextAttributes.fromContext(span.parentContext()).metadata());
      span.metadata(merged);
    }
  }
}
