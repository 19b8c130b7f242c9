// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts an answer into the chunks of a streamed chat completion, one per token. */
final class ChatChunks {

  private final ObjectNode head;
  private final boolean includeUsage;

  ChatChunks(ObjectNode head, boolean includeUsage) {
    this.head = head.put("object", "chat.completion.chunk");
    this.includeUsage = includeUsage;
  }

  List<Reply.Event> of(Answer answer, Usage usage) {
    List<Reply.Event> events = new ArrayList<>();
    for (ObjectNode delta : deltas(answer)) {
      events.add(event(chunk(delta, null)));
    }
    events.add(event(chunk(Json.object(), ChatCompletions.finishReason(answer))));
    if (includeUsage) {
      ObjectNode last = head.deepCopy();
      last.putArray("choices");
      last.set("usage", ChatCompletions.usage(usage));
      events.add(event(last));
    }
    events.add(new Reply.Event(null, "[DONE]"));
    return events;
  }

  private List<ObjectNode> deltas(Answer answer) {
    List<ObjectNode> deltas = new ArrayList<>();
    if (answer instanceof Answer.Text text) {
      deltas.add(Json.object().put("role", "assistant").put("content", ""));
      Tokenizer.tokens(text.text()).forEach(t -> deltas.add(Json.object().put("content", t)));
    } else if (answer instanceof Answer.ToolCall call) {
      ObjectNode first = Json.object().put("role", "assistant").putNull("content");
      toolCall(first)
          .put("id", "call_" + head.path("id").asText().substring("chatcmpl-".length()))
          .put("type", "function")
          .putObject("function")
          .put("name", call.name())
          .put("arguments", "");
      deltas.add(first);
      for (String token : Tokenizer.tokens(call.arguments())) {
        ObjectNode delta = Json.object();
        toolCall(delta).putObject("function").put("arguments", token);
        deltas.add(delta);
      }
    }
    return deltas;
  }

  private static ObjectNode toolCall(ObjectNode delta) {
    return delta.putArray("tool_calls").addObject().put("index", 0);
  }

  private ObjectNode chunk(ObjectNode delta, @Nullable String finishReason) {
    ObjectNode chunk = head.deepCopy();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.put("finish_reason", finishReason);
    if (includeUsage) {
      chunk.putNull("usage");
    }
    return chunk;
  }

  private static Reply.Event event(ObjectNode data) {
    return new Reply.Event(null, data.toString());
  }
}
