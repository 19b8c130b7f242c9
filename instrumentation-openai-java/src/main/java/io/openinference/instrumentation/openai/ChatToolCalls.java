// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.answer.ThoughtSignatures;
import io.openinference.instrumentation.api.stream.Hollow;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Maps the tool calls in a chat message. */
final class ChatToolCalls {

  static List<ToolCall> of(WireObject message) {
    Object value = message.get("tool_calls");
    List<?> objects = value instanceof Map<?, ?> call ? List.of(call) : message.list("tool_calls");
    if (objects.isEmpty()) {
      return List.of();
    }
    List<ToolCall> toolCalls = new ArrayList<>(objects.size());
    for (Object toolCall : objects) {
      toolCalls.add(toolCall(WireObject.of(toolCall)));
    }
    return toolCalls;
  }

  private static ToolCall toolCall(WireObject call) {
    ToolCall.Builder builder = ToolCall.builder().id(call.textOrJson("id"));
    WireObject custom = call.object("custom");
    WireObject function = call.object("function");
    if (isCustom(call, custom, function)) {
      return builder
          .functionName(custom.textOrJson("name"))
          .functionArguments(CustomTools.arguments(custom))
          .reasoningSignature(ThoughtSignatures.ofToolCall(call, custom))
          .build();
    }
    // Some servers have no object around name and arguments, or the name alone.
    WireObject named = function.isEmpty() ? call : function;
    String name = call.text("function");
    return builder
        .functionName(name == null ? named.textOrJson("name") : name)
        .functionArguments(named.textOrJson("arguments"))
        .reasoningSignature(ThoughtSignatures.ofToolCall(call, function))
        .build();
  }

  /** The type decides: servers send the other object along with it, empty. */
  private static boolean isCustom(WireObject call, WireObject custom, WireObject function) {
    String type = call.string("type");
    if ("function".equals(type) && !Hollow.isHollow(function.fields())) {
      return false;
    }
    return "custom".equals(type)
        || (!Hollow.isHollow(custom.fields()) && Hollow.isHollow(function.fields()));
  }

  private ChatToolCalls() {}
}
