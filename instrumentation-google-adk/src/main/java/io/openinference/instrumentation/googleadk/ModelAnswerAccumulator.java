// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the answers of one model call together, in the form that they have on the wire of Gemini.
 *
 * <p>A stream of ADK has partial answers, and then whole ones that repeat the partial ones. The
 * text of the partial ones counts only where no whole one comes, after a cancellation.
 */
final class ModelAnswerAccumulator implements StreamAccumulator {

  private final ContentBudget budget;
  private final List<Object> parts = new ArrayList<>();
  private final StringBuilder partialText = new StringBuilder();
  private final Map<String, Object> candidate = new LinkedHashMap<>();
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private @Nullable String role;

  ModelAnswerAccumulator(ContentBudget budget) {
    this.budget = budget;
  }

  @Override
  public boolean add(Map<String, ?> event) {
    WireObject answer = WireObject.of(event);
    for (String name : List.of("finishReason", "groundingMetadata", "citationMetadata")) {
      put(candidate, name, answer.get(name));
    }
    put(fields, "usageMetadata", answer.get("usageMetadata"));
    put(fields, "modelVersion", answer.get("modelVersion"));
    addError(answer);
    WireObject content = answer.object("content");
    role = content.text("role") == null ? role : content.text("role");
    List<?> added = content.list("parts");
    if (Boolean.TRUE.equals(answer.get("partial"))) {
      addPartial(content);
      return !added.isEmpty();
    }
    for (Object part : added) {
      if (budget.takeWhole(ENTRY + JsonSize.of(part))) {
        parts.add(part);
      }
    }
    // An answer that comes whole has no first token.
    return false;
  }

  private void addPartial(WireObject content) {
    for (WireObject part : content.objects("parts")) {
      String text = part.string("text");
      if (text != null && !Boolean.TRUE.equals(part.get("thought"))) {
        budget.append(text, partialText);
      }
    }
  }

  private void addError(WireObject answer) {
    String code = answer.scalar("errorCode");
    if (code != null) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("status", code);
      String message = answer.text("errorMessage");
      if (message != null) {
        error.put("message", message);
      }
      put(fields, "error", error);
    }
  }

  private void put(Map<String, Object> target, String name, @Nullable Object value) {
    if (value != null
        && (target.containsKey(name) || budget.takeSmall(ENTRY + JsonSize.of(value)))) {
      target.put(name, value);
    }
  }

  @Override
  public Map<String, ?> response() {
    List<Object> shown = parts;
    if (parts.isEmpty() && partialText.length() > 0) {
      shown = List.of(Map.of("text", partialText.toString()));
    }
    Map<String, Object> response = new LinkedHashMap<>();
    if (!shown.isEmpty() || !candidate.isEmpty()) {
      Map<String, Object> content = new LinkedHashMap<>();
      content.put("role", role == null ? "model" : role);
      content.put("parts", shown);
      Map<String, Object> whole = new LinkedHashMap<>();
      whole.put("content", content);
      whole.putAll(candidate);
      response.put("candidates", List.of(whole));
    }
    response.putAll(fields);
    return response;
  }
}
