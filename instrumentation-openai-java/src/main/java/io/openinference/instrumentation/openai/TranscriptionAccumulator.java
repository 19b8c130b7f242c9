// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.BoundedCopy;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Accumulates the text of a transcription. */
final class TranscriptionAccumulator implements StreamAccumulator {

  private final ContentBudget budget;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, Object> done = new LinkedHashMap<>();

  TranscriptionAccumulator(ContentBudget budget) {
    this.budget = budget;
  }

  @Override
  public boolean add(Map<String, ?> event) {
    WireObject object = WireObject.of(event);
    if ("transcript.text.done".equals(object.string("type"))) {
      finish(object);
      return true;
    }
    String delta = object.text("delta");
    if (delta != null) {
      budget.append(delta, text);
    }
    return delta != null;
  }

  private void finish(WireObject event) {
    if (event.string("text") != null) {
      // The whole text replaces the pieces.
      text.setLength(0);
      done.clear();
      budget.restart();
    }
    BoundedCopy.of(event.without("type"), budget)
        .forEach((name, value) -> done.put(String.valueOf(name), value));
  }

  @Override
  public Map<String, ?> response() {
    if (text.isEmpty()) {
      return done;
    }
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("text", text.toString());
    response.putAll(done);
    return response;
  }
}
