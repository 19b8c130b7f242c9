// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.answer.MessageParts;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.stream.StreamedBlocks;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of Cohere's Command R. */
final class CohereChatApi implements ModelApi {

  private static final BodyShape SHAPE =
      BodyShapes.builder()
          .request("message", ContentKind.INPUT)
          .request("chat_history", ContentKind.INPUT)
          .request("preamble", ContentKind.INPUT)
          .request("documents", ContentKind.INPUT)
          .request("tool_results", ContentKind.INPUT)
          .request("tools", ContentKind.TOOLS)
          .response("text", ContentKind.OUTPUT)
          .response("chat_history", ContentKind.INPUT)
          .response("tool_calls", ContentKind.OUTPUT)
          .response("citations", ContentKind.OUTPUT)
          .response("documents", ContentKind.OUTPUT)
          .details("finish_reason", "generation_id", "response_id", "meta", "usage")
          .build();

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public List<Message> messages(WireObject request, JsonRedactor redactor) {
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
    if (!turn.list("tool_calls").isEmpty()) {
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
    for (WireObject call : turn.objects("tool_calls")) {
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

  @Override
  public Answer answer(WireObject response, JsonRedactor redactor) {
    WireObject units = response.object("meta").object("billed_units");
    String text = response.text("text");
    boolean isEmpty = text == null && response.list("tool_calls").isEmpty();
    return new Answer(
        isEmpty ? List.of() : List.of(withCalls("assistant", text, response)),
        response.text("finish_reason"),
        TokenCounts.of(units.number("input_tokens"), units.number("output_tokens")));
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return StreamedBlocks.ofPieces(budget, CohereChatApi::piece);
  }

  /** A piece of the text. The last event has the rest of the response, and the text once more. */
  private static Map<?, ?> piece(WireObject event) {
    if (!"stream-end".equals(event.string("event_type"))) {
      String text = event.string("text");
      return text == null ? Map.of() : Map.of("text", text);
    }
    Map<Object, @Nullable Object> end =
        new LinkedHashMap<>(event.object("response").without("text"));
    end.put("finish_reason", event.get("finish_reason"));
    return end;
  }
}
