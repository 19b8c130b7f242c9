// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings requests of ADK into the form that they have on the wire of Gemini. */
final class ModelRequests {

  private static final String CONFIG = "config";

  /** The parts of a configuration that are fields of their own on the wire. */
  private static final Set<String> FIELDS =
      Set.of(
          "systemInstruction",
          "tools",
          "toolConfig",
          "safetySettings",
          "cachedContent",
          "labels",
          "serviceTier");

  /** How to send a request, with headers that may hold a key. */
  private static final String TRANSPORT = "httpOptions";

  static Map<String, Object> toGemini(Map<String, Object> request) {
    Map<String, Object> wire = new LinkedHashMap<>();
    put(wire, "model", request.get("model"));
    Map<String, Object> settings = new LinkedHashMap<>();
    if (request.get(CONFIG) instanceof Map<?, ?> config) {
      config.forEach(
          (key, value) -> {
            String name = String.valueOf(key);
            if (!name.equals(TRANSPORT)) {
              put(FIELDS.contains(name) ? wire : settings, name, value);
            }
          });
    }
    put(wire, "contents", request.get("contents"));
    if (!settings.isEmpty()) {
      wire.put("generationConfig", settings);
    }
    return wire;
  }

  private static void put(Map<String, Object> target, String name, @Nullable Object value) {
    if (value != null) {
      target.put(name, value);
    }
  }

  private ModelRequests() {}
}
