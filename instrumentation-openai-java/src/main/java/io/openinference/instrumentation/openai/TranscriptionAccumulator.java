// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the text of a transcription together. */
final class TranscriptionAccumulator implements StreamAccumulator {

  private final StringBuilder text = new StringBuilder();
  private final Map<String, Object> done = new LinkedHashMap<>();

  @Override
  public boolean add(Map<String, ?> event) {
    WireObject object = WireObject.of(event);
    if ("transcript.text.done".equals(object.string("type"))) {
      done.putAll(event);
      done.remove("type");
      return true;
    }
    String delta = object.text("delta");
    if (delta != null) {
      text.append(delta);
    }
    return delta != null;
  }

  @Override
  public Map<String, ?> response() {
    if (!done.isEmpty() || text.isEmpty()) {
      return done;
    }
    return Map.of("text", text.toString());
  }
}
