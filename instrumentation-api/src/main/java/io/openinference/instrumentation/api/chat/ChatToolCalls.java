// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.chat;

import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.answer.ThoughtSignatures;
import io.openinference.instrumentation.api.stream.Hollow;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maps the tool calls in a chat message.
 *
 * @since 0.1.0
 */
public final class ChatToolCalls {

  /** Some servers use the names of other APIs. */
  private static final String[] ARGUMENTS = {"arguments", "parameters", "input", "args"};

  private static final String[] IDS = {"id", "call_id", "tool_call_id"};

  /** Returns the calls of a message, in the forms of all servers. */
  public static List<ToolCall> of(WireObject message) {
    List<WireObject> objects = message.objects("tool_calls");
    if (objects.isEmpty()) {
      return List.of();
    }
    List<ToolCall> toolCalls = new ArrayList<>(objects.size());
    for (WireObject toolCall : objects) {
      toolCalls.add(toolCall(toolCall));
    }
    return toolCalls;
  }

  static ToolCall toolCall(WireObject call) {
    ToolCall.Builder builder = ToolCall.builder().id(firstTextOrJson(call, IDS));
    WireObject custom = call.object("custom");
    WireObject function = function(call);
    if (isCustom(call, custom, function)) {
      return builder
          .functionName(custom.textOrJson("name"))
          .functionArguments(CustomTools.arguments(custom))
          .reasoningSignature(ThoughtSignatures.ofToolCall(call, custom))
          .build();
    }
    // Some servers send name and arguments without an object around them, or only the name.
    WireObject named = function.isEmpty() ? call : function;
    String name = named.textOrJson("name");
    return builder
        .functionName(name == null ? call.text("function") : name)
        .functionArguments(firstTextOrJson(named, ARGUMENTS))
        .reasoningSignature(ThoughtSignatures.ofToolCall(call, function))
        .build();
  }

  /** The function may be the text of its JSON. */
  private static WireObject function(WireObject call) {
    String text = call.text("function");
    return text != null && text.startsWith("{")
        ? WireObject.of(WireJson.parseAll(text))
        : call.object("function");
  }

  private static @Nullable String firstTextOrJson(WireObject object, String... names) {
    for (String name : names) {
      String text = object.textOrJson(name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** The type decides, because some servers send the object of the other type too, but empty. */
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
