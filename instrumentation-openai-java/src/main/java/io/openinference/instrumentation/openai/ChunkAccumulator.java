// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.ModelReader;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.Map;

/**
 * Puts the chunks of a chat completion or completion together.
 *
 * <p>The result is the merge of all chunks, with {@code message} in place of {@code delta}: its
 * {@code object} stays that of a chunk, as with the Python instrumentation.
 */
final class ChunkAccumulator implements StreamAccumulator {

  private final Fragments response;
  private final ChatDeltas deltas;

  ChunkAccumulator(ContentBudget budget) {
    this.response = new Fragments(false, budget);
    this.deltas = new ChatDeltas(response, budget);
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
    if (choice.text("text") != null) {
      return true;
    }
    WireObject delta = choice.object("delta");
    return delta.text("content") != null
        || !delta.object("function_call").isEmpty()
        || !delta.list("tool_calls").isEmpty()
        || hasUnusualContent(delta);
  }

  /** Refusals, audio, reasoning and what servers other than OpenAI's may send. */
  private static boolean hasUnusualContent(WireObject delta) {
    for (Map.Entry<?, ?> field : delta.without("role", "content").entrySet()) {
      Object value = field.getValue();
      if (value instanceof String text ? !text.isEmpty() : value instanceof Map<?, ?>) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Map<String, ?> response() {
    deltas.mergeFrame();
    return response.toMap();
  }
}
