// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.anthropic.AnthropicBlocks;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what OpenInference has no attributes for, under the names of the Python package. */
final class MessageMetadata {

  private final Map<String, Object> entries = new LinkedHashMap<>();

  private MessageMetadata() {}

  /** Returns what request and response say. */
  static MessageMetadata of(WireExchange exchange, WireObject response) {
    MessageMetadata metadata = new MessageMetadata();
    JsonRedactor redactor = exchange.mask().output();
    WireObject usage = response.object("usage");
    // Identifiers and names of servers are parts of the messages, which a setting hides as a whole.
    List<?> content = redactor.hidesMessages() ? List.of() : response.list("content");
    metadata.putRedacted("stop_details", response.get("stop_details"), redactor);
    metadata.putRedacted(
        "cache_miss_reason", response.object("diagnostics").get("cache_miss_reason"), redactor);
    metadata.put("container_id", response.object("container").text("id"));
    metadata.put(
        "context_management_applied_edits",
        response.object("context_management").list("applied_edits"));
    metadata.put("usage_iterations", usage.list("iterations"));
    metadata.put("server_tool_use", serverToolUse(usage.object("server_tool_use")));
    metadata.put("mcp_server_names", mcpServers(content));
    metadata.putToolCalls(exchange, content);
    if (!redactor.hidesText()) {
      metadata.putRedacted("citations", AnthropicBlocks.citations(content), redactor);
    }
    return metadata;
  }

  /** The provider counts the calls of its tools also where there were none. */
  private static @Nullable Map<?, ?> serverToolUse(WireObject counts) {
    boolean wasUsed =
        counts.fields().values().stream()
            .anyMatch(count -> count instanceof Number number && number.doubleValue() != 0);
    return wasUsed ? counts.fields() : null;
  }

  /** Returns the MCP servers of calls, by the identifiers of the calls. */
  private static Map<String, Object> mcpServers(List<?> answer) {
    Map<String, Object> servers = new LinkedHashMap<>();
    for (Object block : answer) {
      WireObject call = WireObject.of(block);
      putById(servers, call, call.text("server_name"));
    }
    return servers;
  }

  /** Adds, by the identifiers of calls, what OpenInference has no attributes for. */
  private void putToolCalls(WireExchange exchange, List<?> answer) {
    Map<String, Object> callers = new LinkedHashMap<>();
    Map<String, Object> toolsets = new LinkedHashMap<>();
    JsonRedactor input = exchange.mask().input();
    if (!input.hidesMessages()) {
      for (WireObject message : exchange.request().objects("messages")) {
        putToolCalls(message.list("content"), input, callers, toolsets);
      }
    }
    putToolCalls(answer, exchange.mask().output(), callers, toolsets);
    put("tool_callers", callers);
    put("toolset_names", toolsets);
  }

  private static void putToolCalls(
      List<?> blocks,
      JsonRedactor redactor,
      Map<String, Object> callers,
      Map<String, Object> toolsets) {
    for (Object element : blocks) {
      WireObject block = WireObject.of(element);
      WireObject caller = block.object("caller");
      // The model itself is the caller of most tools.
      if (!caller.isEmpty() && !"direct".equals(caller.string("type"))) {
        putById(callers, block, WireJson.parse(redactor.json(caller)));
      }
      putById(toolsets, block, block.text("toolset_name"));
    }
  }

  private static void putById(Map<String, Object> map, WireObject block, @Nullable Object value) {
    String id = block.text("id");
    String key = id == null ? block.text("tool_use_id") : id;
    if (key != null && value != null) {
      map.put(key, value);
    }
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
