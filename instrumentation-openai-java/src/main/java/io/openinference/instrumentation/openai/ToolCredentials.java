// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.wire.WireBody;
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

  /** Where items may bring tools of their own, as those of a search for tools do. */
  private static final List<String> ITEMS = List.of("input", "output");

  /** Returns the body itself where it holds none. */
  static WireBody redact(WireBody body) {
    Map<String, ?> redacted = redact(body.fields());
    return redacted == body.fields() ? body : new WireBody(redacted);
  }

  /** Returns the fields of a request or response, the same map where they hold none. */
  static Map<String, ?> redact(Map<String, ?> fields) {
    Map<String, ?> redacted = redactTools(fields);
    for (String items : ITEMS) {
      redacted = withElements(redacted, items, ToolCredentials::redactItem);
    }
    return redacted;
  }

  private static @Nullable Object redactItem(@Nullable Object item) {
    return item instanceof Map<?, ?> fields ? redactTools(fields) : item;
  }

  private static <K> Map<K, ?> redactTools(Map<K, ?> object) {
    return withElements(object, TOOLS, ToolCredentials::redactTool);
  }

  private static <K> Map<K, ?> withElements(
      Map<K, ?> object, String list, JsonRedactor.ElementMapping mapping) {
    if (!(object.get(list) instanceof List<?> elements)) {
      return object;
    }
    List<?> mapped = JsonRedactor.mapped(elements, mapping);
    if (mapped == elements) {
      return object;
    }
    Map<K, @Nullable Object> copy = new LinkedHashMap<>(object);
    copy.replaceAll((name, value) -> list.equals(name) ? mapped : value);
    return copy;
  }

  private static @Nullable Object redactTool(@Nullable Object tool) {
    if (!(tool instanceof Map<?, ?> definition)
        || !"mcp".equals(definition.get("type"))
        || (definition.get(HEADERS) == null && definition.get(AUTHORIZATION) == null)) {
      return tool;
    }
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>(definition);
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
