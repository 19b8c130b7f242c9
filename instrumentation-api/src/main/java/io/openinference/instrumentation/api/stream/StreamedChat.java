// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.Map;

/**
 * Accumulates the chunks of OpenAI's chat API, which many servers speak.
 *
 * @since 0.1.0
 */
public final class StreamedChat implements StreamAccumulator {

  private final StreamedObject response;

  /**
   * Creates an accumulator.
   *
   * @param response the object into which the chunks are merged, see {@link
   *     StreamedObject#response}
   */
  public StreamedChat(StreamedObject response) {
    this.response = response;
  }

  /**
   * Creates an accumulator.
   *
   * @param budget limits the size of the response
   */
  public StreamedChat(ContentBudget budget) {
    this(StreamedObject.response(budget));
  }

  @Override
  public boolean add(Map<String, ?> chunk) {
    response.merge(chunk);
    for (WireObject choice : WireObject.of(chunk).objects("choices")) {
      if (hasContent(choice)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasContent(WireObject choice) {
    return choice.text("text") != null
        || hasContentOf(choice.object("delta"))
        || hasContentOf(choice.object("message"));
  }

  /** Fields with content: text, calls, refusals, audio, reasoning, and fields of other servers. */
  private static boolean hasContentOf(WireObject message) {
    return message.text("content") != null || !Hollow.isHollow(message.without("role"));
  }

  @Override
  public Map<String, ?> response() {
    return response.toMap();
  }
}
