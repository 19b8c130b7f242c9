// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.cohere;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.answer.MessageParts;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.stream.LatestFields;
import io.openinference.instrumentation.api.stream.StreamedBlocks;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps the messages of Cohere's chat API, as Command R reads and writes them.
 *
 * <pre>{@code
 * {"preamble":"Be brief.", "chat_history":[{"role":"USER","message":"Hi"}], "message":"How deep?"}
 * {"text":"Deep.", "tool_calls":[{"name":"depth","parameters":{"of":"fjord"}}]}
 * }</pre>
 *
 * @since 0.1.0
 */
public final class CohereMessages {

  private static final String TEXT = "text";
  private static final String TOOL_CALLS = "tool_calls";

  /** Returns the preamble, the history, the message and the tool results of a request. */
  public static List<Message> ofRequest(WireObject request) {
    List<Message> messages = new ArrayList<>();
    addTurn(messages, "system", request.string("preamble"), WireObject.of(null));
    for (WireObject turn : request.objects("chat_history")) {
      addTurn(messages, role(turn.text("role")), turn.string("message"), turn);
    }
    addTurn(messages, "user", request.string("message"), request);
    return messages;
  }

  /** Adds the message of a turn, and one message for each tool result of the turn. */
  private static void addTurn(
      List<Message> messages, String role, @Nullable String text, WireObject turn) {
    if (!turn.list(TOOL_CALLS).isEmpty()) {
      messages.add(withCalls(role, text, turn));
    } else if (text != null) {
      messages.add(Message.of(role, text));
    }
    for (WireObject result : turn.objects("tool_results")) {
      String name = result.object("call").text("name");
      String outputs = result.textOrJson("outputs");
      messages.add(Message.builder("tool").name(name).content(outputs).build());
    }
  }

  private static Message withCalls(String role, @Nullable String text, WireObject turn) {
    MessageParts parts = new MessageParts();
    if (text != null && !text.isEmpty()) {
      parts.addText(text);
    }
    for (WireObject call : turn.objects(TOOL_CALLS)) {
      String name = call.text("name");
      String arguments = WireJson.toJson(call.object("parameters").fields());
      parts.addCall(ToolCall.of(null, name == null ? "" : name, arguments));
    }
    return parts.toMessage(Message.builder(role));
  }

  private static String role(@Nullable String role) {
    String name = role == null ? "user" : role.toLowerCase(Locale.ROOT);
    return name.equals("chatbot") ? "assistant" : name;
  }

  /** Returns the message of a response, or an empty list if the response has no content. */
  public static List<Message> ofResponse(WireObject response) {
    String text = response.text(TEXT);
    boolean isEmpty = text == null && response.list(TOOL_CALLS).isEmpty();
    return isEmpty ? List.of() : List.of(withCalls("assistant", text, response));
  }

  /**
   * Returns an accumulator for the events of a stream.
   *
   * @param budget limits the size of the response
   */
  public static StreamAccumulator accumulator(ContentBudget budget) {
    StreamAccumulator pieces = StreamedBlocks.ofPieces(budget, CohereMessages::piece);
    // An event of their own has the calls, and so has the last one, which a stream that was cut
    // lacks.
    LatestFields calls = new LatestFields(budget);
    return new StreamAccumulator() {
      @Override
      public boolean add(Map<String, ?> event) {
        calls.put(TOOL_CALLS, event.get(TOOL_CALLS));
        if (event.get("response") instanceof Map<?, ?> response) {
          calls.put(TOOL_CALLS, response.get(TOOL_CALLS));
        }
        return pieces.add(event);
      }

      @Override
      public Map<String, ?> response() {
        Map<String, Object> response = calls.toMap();
        response.putAll(pieces.response());
        return response;
      }
    };
  }

  /** A piece of the text. The last event has the rest of the response, and the text once more. */
  private static Map<?, ?> piece(WireObject event) {
    if (!"stream-end".equals(event.string("event_type"))) {
      String text = event.string(TEXT);
      return text == null ? Map.of() : Map.of(TEXT, text);
    }
    Map<Object, @Nullable Object> end = new LinkedHashMap<>(event.object("response").without(TEXT));
    end.remove(TOOL_CALLS);
    end.put("finish_reason", event.get("finish_reason"));
    return end;
  }

  private CohereMessages() {}
}
