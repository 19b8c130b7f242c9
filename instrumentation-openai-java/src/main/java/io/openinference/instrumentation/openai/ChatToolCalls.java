// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.stream.Hollow;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps the tool calls in a chat message. */
final class ChatToolCalls {

  private static final String THOUGHT_SIGNATURE = "thought_signature";

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
    ToolCall.Builder builder = ToolCall.builder().id(call.scalar("id"));
    WireObject custom = call.object("custom");
    WireObject function = call.object("function");
    if (isCustom(call, custom, function)) {
      return builder
          .functionName(custom.scalar("name"))
          .functionArguments(CustomTools.arguments(custom))
          .reasoningSignature(signature(call, custom))
          .build();
    }
    // Some servers have no object around name and arguments.
    WireObject named = function.isEmpty() ? call : function;
    return builder
        .functionName(named.scalar("name"))
        .functionArguments(named.textOrJson("arguments"))
        .reasoningSignature(signature(call, function))
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

  /** Gemini wants the signature back with the call. */
  private static @Nullable String signature(WireObject call, WireObject function) {
    for (WireObject holder : List.of(call, function)) {
      String signature = signature(holder);
      if (signature != null) {
        return signature;
      }
    }
    return null;
  }

  /** Returns the signature that an object carries in the fields that OpenAI's API does not have. */
  static @Nullable String signature(WireObject holder) {
    WireObject extra = holder.object("extra_content");
    for (WireObject place :
        List.of(extra.object("google"), extra, holder.object("provider_specific_fields"), holder)) {
      String signature = place.text(THOUGHT_SIGNATURE);
      if (signature != null) {
        return signature;
      }
    }
    List<?> several = holder.object("provider_specific_fields").list("thought_signatures");
    return !several.isEmpty() && several.get(0) instanceof String first && !first.isEmpty()
        ? first
        : null;
  }

  private ChatToolCalls() {}
}
