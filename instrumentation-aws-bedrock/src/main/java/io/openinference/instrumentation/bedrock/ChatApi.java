// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.stream.StreamedObject;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of models that speak OpenAI's chat API: gpt-oss, Qwen, DeepSeek, Jamba, Mistral's
 * newer models and others.
 */
final class ChatApi implements ModelApi {

  private static final BodyShape SHAPE =
      KnownParameters.shape()
          .request("messages", ContentKind.INPUT)
          .request("tools", ContentKind.TOOLS)
          .response("choices", ContentKind.OUTPUT)
          .details("id", "object", "created", "model", "usage", "service_tier", "meta")
          .details("amazon-bedrock-invocationMetrics")
          .build();

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public List<?> messages(WireObject request) {
    List<Object> messages = new ArrayList<>();
    request.objects("messages").forEach(message -> messages.add(message(message)));
    return messages;
  }

  private static Map<String, Object> message(WireObject message) {
    List<Object> blocks = new ArrayList<>();
    String reasoning = message.firstString("reasoning", "reasoning_content");
    if (reasoning != null && !reasoning.isEmpty()) {
      blocks.add(Map.of("reasoningContent", Map.of("reasoningText", Map.of("text", reasoning))));
    }
    addContent(blocks, message.get("content"));
    for (WireObject call : message.objects("tool_calls")) {
      blocks.add(Map.of("toolUse", toolUse(call)));
    }
    Map<String, Object> mapped = new LinkedHashMap<>();
    String role = message.text("role");
    mapped.put("role", role == null ? "assistant" : role);
    mapped.put("content", blocks);
    return "tool".equals(role) ? toolResult(message, blocks) : mapped;
  }

  private static Map<String, Object> toolResult(WireObject message, List<Object> blocks) {
    String id = message.text("tool_call_id");
    Map<String, Object> result = new LinkedHashMap<>();
    if (id != null) {
      result.put("toolUseId", id);
    }
    result.put("content", blocks);
    return Map.of("role", "user", "content", List.of(Map.of("toolResult", result)));
  }

  private static void addContent(List<Object> blocks, @Nullable Object content) {
    if (content instanceof String text && !text.isEmpty()) {
      blocks.add(Map.of("text", text));
    } else if (content instanceof List<?> parts) {
      parts.forEach(part -> blocks.add(part(WireObject.of(part))));
    }
  }

  private static Map<?, ?> part(WireObject part) {
    String text = part.string("text");
    if (text != null) {
      return Map.of("text", text);
    }
    WireObject image = part.object("image_url");
    String url = image.isEmpty() ? part.text("image_url") : image.text("url");
    return url == null ? part.fields() : Map.of("image", Map.of("source", Map.of("url", url)));
  }

  private static Map<String, Object> toolUse(WireObject call) {
    WireObject function = call.object("function");
    Map<String, Object> toolUse = new LinkedHashMap<>();
    String id = call.text("id");
    String name = function.text("name");
    Object arguments = function.get("arguments");
    toolUse.put("toolUseId", id == null ? "" : id);
    if (name != null) {
      toolUse.put("name", name);
    }
    if (arguments != null) {
      toolUse.put("input", arguments);
    }
    return toolUse;
  }

  @Override
  public Answer answer(WireObject response) {
    List<Object> messages = new ArrayList<>();
    String finishReason = null;
    for (WireObject choice : response.objects("choices")) {
      WireObject message = choice.object("message");
      String text = choice.string("text");
      if (!message.isEmpty()) {
        messages.add(message(message));
      } else if (text != null) {
        messages.add(Texts.message("assistant", text));
      }
      String reason = choice.first("finish_reason", "stop_reason") instanceof String s ? s : null;
      finishReason = finishReason == null ? reason : finishReason;
    }
    return new Answer(messages, finishReason, TokenCounts.ofChat(response.object("usage")));
  }

  private static boolean hasContent(WireObject chunk) {
    for (WireObject choice : chunk.objects("choices")) {
      WireObject delta = choice.object("delta");
      if (delta.text("content") != null || !delta.list("tool_calls").isEmpty()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    StreamedObject response = StreamedObject.response(budget);
    return new StreamAccumulator() {
      @Override
      public boolean add(Map<String, ?> event) {
        response.merge(event);
        return hasContent(WireObject.of(event));
      }

      @Override
      public Map<String, ?> response() {
        return response.toMap();
      }
    };
  }
}
