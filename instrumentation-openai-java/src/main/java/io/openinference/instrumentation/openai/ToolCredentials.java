// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.TraceConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of the definitions of MCP tools what opens the MCP server: the values of {@code
 * headers}, and {@code authorization}. No setting shows them, because a trace is no place for keys.
 */
final class ToolCredentials {

  private static final String TOOLS = "tools";
  private static final String HEADERS = "headers";
  private static final String AUTHORIZATION = "authorization";

  /** Returns the body itself where it holds none. */
  static WireBody redact(WireBody body) {
    Map<String, ?> redacted = redact(body.fields());
    return redacted == body.fields() ? body : new WireBody(redacted, null);
  }

  /** Returns the fields of a request or response, the same map where they hold none. */
  static Map<String, ?> redact(Map<String, ?> fields) {
    if (!(fields.get(TOOLS) instanceof List<?> tools)
        || tools.stream().noneMatch(ToolCredentials::hasCredentials)) {
      return fields;
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(fields);
    List<@Nullable Object> redacted = new ArrayList<>();
    tools.forEach(tool -> redacted.add(hasCredentials(tool) ? redactTool((Map<?, ?>) tool) : tool));
    copy.put(TOOLS, redacted);
    return copy;
  }

  private static boolean hasCredentials(@Nullable Object tool) {
    return tool instanceof Map<?, ?> definition
        && "mcp".equals(definition.get("type"))
        && (definition.get(HEADERS) != null || definition.get(AUTHORIZATION) != null);
  }

  private static Map<?, ?> redactTool(Map<?, ?> tool) {
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>(tool);
    copy.computeIfPresent(AUTHORIZATION, (name, value) -> TraceConfig.REDACTED_VALUE);
    copy.computeIfPresent(HEADERS, (name, value) -> redactValues(value));
    return copy;
  }

  private static Object redactValues(Object headers) {
    if (!(headers instanceof Map<?, ?> byName)) {
      return TraceConfig.REDACTED_VALUE;
    }
    Map<Object, Object> copy = new LinkedHashMap<>();
    byName.keySet().forEach(name -> copy.put(name, TraceConfig.REDACTED_VALUE));
    return copy;
  }

  private ToolCredentials() {}
}
