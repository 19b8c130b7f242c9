// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.stream.Hollow;
import io.openinference.instrumentation.api.stream.StreamedObject;
import io.openinference.instrumentation.api.wire.ModelReader;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.Map;

/**
 * Accumulates the chunks of a chat completion or completion.
 *
 * <p>The result is the merge of all chunks, with {@code message} instead of {@code delta}. The
 * field {@code object} keeps a chunk's value, as in the Python instrumentation.
 */
final class ChunkAccumulator implements StreamAccumulator {

  private final StreamedObject response;
  private final ChatDeltas deltas;

  ChunkAccumulator(ContentBudget budget) {
    this.response = StreamedObject.response(budget);
    this.deltas = new ChatDeltas(response);
  }

  @Override
  public boolean addModel(Object model, ModelReader models) {
    if (deltas.append(model)) {
      return true;
    }
    Map<String, ?> event = models.toMap(model);
    boolean hasContent = add(event);
    deltas.follow(model, event);
    return hasContent;
  }

  @Override
  public boolean add(Map<String, ?> event) {
    deltas.mergeFrame();
    response.merge(event);
    for (WireObject choice : WireObject.of(event).objects("choices")) {
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

  /** Text, calls, refusals, audio, reasoning, and what servers other than OpenAI's may send. */
  private static boolean hasContentOf(WireObject message) {
    return message.text("content") != null || !Hollow.isHollow(message.without("role"));
  }

  @Override
  public Map<String, ?> response() {
    deltas.mergeFrame();
    return response.toMap();
  }
}
