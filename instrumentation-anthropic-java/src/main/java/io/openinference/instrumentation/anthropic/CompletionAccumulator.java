// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.JsonSize;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the events of a text completion together: its text grows, all else is replaced. */
final class CompletionAccumulator implements StreamAccumulator {

  private static final String COMPLETION = "completion";
  private static final String ERROR = "error";

  private final ContentBudget budget;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final StringBuilder completion = new StringBuilder();

  CompletionAccumulator(ContentBudget budget) {
    this.budget = budget;
  }

  @Override
  public boolean add(Map<String, ?> event) {
    Object type = event.get("type");
    if (ERROR.equals(type)) {
      add(ERROR, event.get(ERROR));
      return false;
    }
    if ("ping".equals(type)) {
      return false;
    }
    boolean hasContent = false;
    for (Map.Entry<String, ?> field : event.entrySet()) {
      String name = field.getKey();
      Object value = field.getValue();
      if (name.equals(COMPLETION) && value instanceof String text) {
        budget.append(text, completion);
        hasContent = !text.isEmpty();
        fields.put(COMPLETION, completion);
      } else {
        add(name, value);
      }
    }
    return hasContent;
  }

  private void add(String name, @Nullable Object value) {
    if (value != null
        && (fields.containsKey(name)
            || budget.takeSmall(ENTRY + name.length() + JsonSize.of(value)))) {
      fields.put(name, value);
    }
  }

  @Override
  public Map<String, ?> response() {
    Map<String, Object> response = new LinkedHashMap<>(fields);
    response.computeIfPresent(COMPLETION, (name, text) -> completion.toString());
    return response;
  }
}
