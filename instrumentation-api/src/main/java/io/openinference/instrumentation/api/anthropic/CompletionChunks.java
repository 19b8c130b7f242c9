// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.anthropic;

import io.openinference.instrumentation.api.call.StreamAccumulator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the chunks of a text completion, the API before messages, as the events of a message. All
 * other events go on as they are.
 *
 * <pre>{@code
 * {"completion":"Ber","stop_reason":null}    {"completion":"gen","stop_reason":"stop_sequence"}
 * }</pre>
 *
 * @param message puts the events of the message together
 * @since 0.1.0
 */
public record CompletionChunks(StreamAccumulator message) implements StreamAccumulator {

  private static final String COMPLETION = "completion";

  @Override
  public boolean add(Map<String, ?> event) {
    if (!(event.get(COMPLETION) instanceof String text)) {
      return message.add(event);
    }
    Map<String, Object> fields = new LinkedHashMap<>(event);
    fields.remove(COMPLETION);
    fields.put("type", "message_delta");
    message.add(fields);
    Map<String, String> delta = Map.of("type", "text_delta", "text", text);
    return message.add(Map.of("type", "content_block_delta", "index", 0, "delta", delta));
  }

  @Override
  public Map<String, ?> response() {
    return message.response();
  }
}
