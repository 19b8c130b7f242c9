// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.ModelFields.string;
import static io.openinference.instrumentation.openai.ModelFields.value;

import com.openai.core.JsonField;
import com.openai.models.responses.ResponseFunctionCallArgumentsDeltaEvent;
import com.openai.models.responses.ResponseReasoningSummaryTextDeltaEvent;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseTextDeltaEvent;
import io.openinference.instrumentation.api.wire.WireFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the text events of the Responses API, which are nearly all events of a stream. */
final class ResponseDeltas {

  /**
   * Returns the fields of an event that count, as in its JSON.
   *
   * @return null for an event that is none of those, or not as the API says
   */
  static @Nullable Map<String, ?> read(Object model) {
    try {
      return model instanceof ResponseStreamEvent event ? read(event) : null;
    } catch (LinkageError e) {
      // A release without one of the methods; its events are read as JSON.
      return null;
    }
  }

  private static @Nullable Map<String, ?> read(ResponseStreamEvent event) {
    ResponseTextDeltaEvent text = event.outputTextDelta().orElse(null);
    if (text != null) {
      return fields(
          text._additionalProperties(),
          text._type(),
          text._delta(),
          text._itemId(),
          text._outputIndex(),
          "content_index",
          text._contentIndex());
    }
    ResponseFunctionCallArgumentsDeltaEvent arguments =
        event.functionCallArgumentsDelta().orElse(null);
    if (arguments != null) {
      return fields(
          arguments._additionalProperties(),
          arguments._type(),
          arguments._delta(),
          arguments._itemId(),
          arguments._outputIndex(),
          "output_index",
          arguments._outputIndex());
    }
    ResponseReasoningSummaryTextDeltaEvent summary = event.reasoningSummaryTextDelta().orElse(null);
    if (summary != null) {
      return fields(
          summary._additionalProperties(),
          summary._type(),
          summary._delta(),
          summary._itemId(),
          summary._outputIndex(),
          "summary_index",
          summary._summaryIndex());
    }
    return null;
  }

  private static @Nullable Map<String, ?> fields(
      Map<String, ?> unknown,
      JsonField<?> type,
      JsonField<?> delta,
      JsonField<?> id,
      JsonField<?> item,
      String partName,
      JsonField<?> part) {
    String kind = string(type);
    String text = string(delta);
    String itemId = string(id);
    Object itemIndex = value(item);
    Object partIndex = value(part);
    return kind == null
            || text == null
            || itemId == null
            || itemIndex == null
            || partIndex == null
            || unknown.containsKey("response")
            || unknown.containsKey("error")
        ? null
        : WireFields.of(
            new Object[] {
              "type",
              kind,
              "delta",
              text,
              "item_id",
              itemId,
              "output_index",
              itemIndex,
              partName,
              partIndex
            });
  }

  private ResponseDeltas() {}
}
