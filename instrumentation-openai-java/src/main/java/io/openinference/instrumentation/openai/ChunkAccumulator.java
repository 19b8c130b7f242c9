// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.stream.StreamedChat;
import io.openinference.instrumentation.api.stream.StreamedObject;
import io.openinference.instrumentation.api.wire.ModelReader;
import java.util.Map;

/**
 * Accumulates the chunks of a chat completion or completion.
 *
 * <p>The result is the merge of all chunks, with {@code message} instead of {@code delta}. The
 * field {@code object} keeps a chunk's value, as in the Python instrumentation.
 */
final class ChunkAccumulator implements StreamAccumulator {

  private final StreamedChat chat;
  private final ChatDeltas deltas;

  ChunkAccumulator(ContentBudget budget) {
    StreamedObject response = StreamedObject.response(budget);
    this.chat = new StreamedChat(response);
    this.deltas = new ChatDeltas(response);
  }

  @Override
  public boolean addModel(Object model, ModelReader models) {
    if (deltas.appendText(model)) {
      return true;
    }
    Map<String, ?> event = models.toMap(model);
    boolean hasContent = add(event);
    deltas.rememberMerged(model, event);
    return hasContent;
  }

  @Override
  public boolean add(Map<String, ?> event) {
    deltas.mergeFieldsAroundText();
    return chat.add(event);
  }

  @Override
  public Map<String, ?> response() {
    deltas.mergeFieldsAroundText();
    return chat.response();
  }
}
