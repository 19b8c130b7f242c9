// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
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
      KnownParameters.shape()
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
          .details("amazon-bedrock-invocationMetrics")
          .build();

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public List<?> messages(WireObject request) {
    List<Object> messages = new ArrayList<>();
    add(messages, "system", request.string("preamble"));
    for (WireObject turn : request.objects("chat_history")) {
      add(messages, role(turn.text("role")), turn.string("message"));
    }
    add(messages, "user", request.string("message"));
    return messages;
  }

  private static void add(List<Object> messages, String role, @Nullable String text) {
    if (text != null) {
      messages.add(Texts.message(role, text));
    }
  }

  private static String role(@Nullable String role) {
    String name = role == null ? "user" : role.toLowerCase(Locale.ROOT);
    return name.equals("chatbot") ? "assistant" : name;
  }

  @Override
  public Answer answer(WireObject response) {
    List<Object> content = new ArrayList<>();
    String text = response.string("text");
    if (text != null && !text.isEmpty()) {
      content.add(Map.of("text", text));
    }
    for (WireObject call : response.objects("tool_calls")) {
      Map<String, Object> toolUse = new LinkedHashMap<>();
      String name = call.text("name");
      toolUse.put("name", name == null ? "" : name);
      toolUse.put("input", call.object("parameters").fields());
      content.add(Map.of("toolUse", toolUse));
    }
    List<?> messages =
        content.isEmpty() ? List.of() : List.of(Map.of("role", "assistant", "content", content));
    return new Answer(messages, response.text("finish_reason"), tokens(response));
  }

  private static TokenCount tokens(WireObject response) {
    WireObject units = response.object("meta").object("billed_units");
    return TokenCounts.of(units.number("input_tokens"), units.number("output_tokens"));
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    StringBuilder text = new StringBuilder();
    Map<String, Object> end = new LinkedHashMap<>();
    return new StreamAccumulator() {
      @Override
      public boolean add(Map<String, ?> event) {
        WireObject object = WireObject.of(event);
        if ("stream-end".equals(object.string("event_type"))) {
          object.object("response").fields().forEach((name, value) -> put(end, name, value));
          put(end, "finish_reason", object.get("finish_reason"));
          return false;
        }
        String piece = object.string("text");
        budget.append(piece == null ? "" : piece, text);
        return piece != null;
      }

      @Override
      public Map<String, ?> response() {
        if (!text.isEmpty()) {
          end.put("text", text.toString());
        }
        return end;
      }
    };
  }

  private static void put(Map<String, Object> map, Object name, @Nullable Object value) {
    if (value != null && !"text".equals(name) && map.size() < 32) {
      map.put(String.valueOf(name), value);
    }
  }
}
