// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.stream.Hollow;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records data that OpenInference has no attributes for: sources, citations, a blocked prompt. */
final class CandidateMetadata {

  static void record(LlmSpan span, WireExchange exchange, WireObject response) {
    JsonRedactor redactor = exchange.mask().output();
    if (redactor.hidesText()) {
      return;
    }
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    WireObject candidate = first(response);
    put(entries, "grounding_metadata", candidate, "groundingMetadata", redactor);
    put(entries, "citation_metadata", candidate, "citationMetadata", redactor);
    put(entries, "url_context_metadata", candidate, "urlContextMetadata", redactor);
    put(entries, "finish_message", candidate, "finishMessage", redactor);
    put(entries, "prompt_feedback", response, "promptFeedback", redactor);
    if (!entries.isEmpty()) {
      // Metadata of the application wins.
      entries.putAll(ContextAttributes.fromContext(span.parentContext()).metadata());
      span.metadata(entries);
    }
  }

  /** Returns the candidates that are objects; a malformed answer may have null in their place. */
  static List<WireObject> candidates(WireObject response) {
    return response.get("candidates") instanceof List<?> list
        ? list.stream().filter(Map.class::isInstance).map(WireObject::of).toList()
        : response.objects("candidates");
  }

  /** Returns the candidate with index 0, or the first if none has this index. */
  static WireObject first(WireObject response) {
    List<WireObject> candidates = candidates(response);
    for (WireObject candidate : candidates) {
      Long index = candidate.number("index");
      if (index == null || index == 0) {
        return candidate;
      }
    }
    return candidates.isEmpty() ? WireObject.of(null) : candidates.get(0);
  }

  private static void put(
      Map<String, @Nullable Object> entries,
      String name,
      WireObject object,
      String field,
      JsonRedactor redactor) {
    Object value = object.get(field);
    if (value instanceof String text && !text.isEmpty()) {
      entries.put(name, text);
    } else if (value instanceof Map<?, ?> && !Hollow.isHollow(value)) {
      entries.put(name, WireJson.parse(redactor.json(value)));
    }
  }

  private CandidateMetadata() {}
}
