// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of Anthropic's models: the Messages API, and the text completions before it. */
final class ClaudeApi implements ModelApi {

  private static final BodyShape SHAPE =
      KnownParameters.shape()
          .request("messages", ContentKind.INPUT)
          .request("system", ContentKind.INPUT)
          .request("prompt", ContentKind.INPUT)
          .request("tools", ContentKind.TOOLS)
          .response("content", ContentKind.OUTPUT)
          .response("completion", ContentKind.OUTPUT)
          .parametersInResponse("stop_sequence")
          .details("id", "type", "role", "model", "stop_reason", "usage", "stop")
          .details("amazon-bedrock-invocationMetrics")
          .build();

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public List<?> messages(WireObject request) {
    List<Object> messages = new ArrayList<>();
    add(messages, "system", request.get("system"));
    for (WireObject message : request.objects("messages")) {
      add(messages, message.text("role"), message.get("content"));
    }
    add(messages, "user", request.get("prompt"));
    return messages;
  }

  private static void add(List<Object> messages, @Nullable String role, @Nullable Object content) {
    if (content != null) {
      messages.add(message(role, content));
    }
  }

  private static Map<String, Object> message(@Nullable String role, Object content) {
    Map<String, Object> message = new LinkedHashMap<>();
    if (role != null) {
      message.put("role", role);
    }
    message.put("content", blocks(content));
    return message;
  }

  private static List<Object> blocks(@Nullable Object content) {
    List<Object> blocks = new ArrayList<>();
    if (content instanceof List<?> list) {
      list.forEach(block -> blocks.add(block(WireObject.of(block))));
    } else if (content instanceof String text) {
      blocks.add(Map.of("text", text));
    }
    return blocks;
  }

  /** Returns a block in the form of Converse. A block that Converse does not have stays. */
  private static Map<?, ?> block(WireObject block) {
    String type = block.string("type");
    return switch (type == null ? "" : type) {
      case "text" -> copy(block, "text", "text");
      case "tool_use", "server_tool_use" ->
          Map.of("toolUse", copy(block, "id", "toolUseId", "name", "name", "input", "input"));
      case "tool_result" -> {
        Map<String, Object> result = copy(block, "tool_use_id", "toolUseId");
        result.put("content", blocks(block.get("content")));
        yield Map.of("toolResult", result);
      }
      case "thinking" ->
          Map.of(
              "reasoningContent",
              Map.of("reasoningText", copy(block, "thinking", "text", "signature", "signature")));
      case "redacted_thinking" ->
          Map.of("reasoningContent", copy(block, "data", "redactedContent"));
      case "image", "document" -> Map.of(type, media(block));
      default -> block.fields();
    };
  }

  private static Map<String, Object> media(WireObject block) {
    WireObject source = block.object("source");
    Map<String, Object> media = copy(block, "title", "name");
    boolean isText = "text".equals(source.string("type"));
    media.put("source", copy(source, "data", isText ? "text" : "bytes", "url", "url"));
    media.putAll(copy(source, "media_type", "mimeType"));
    return media;
  }

  /**
   * Copies fields.
   *
   * @param names pairs of the name here and the name in the copy
   */
  private static Map<String, Object> copy(WireObject object, String... names) {
    Map<String, Object> copy = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i += 2) {
      Object value = object.get(names[i]);
      if (value != null) {
        copy.put(names[i + 1], value);
      }
    }
    return copy;
  }

  @Override
  public Answer answer(WireObject response) {
    String role = response.text("role");
    Object content = response.first("content", "completion");
    return new Answer(
        content == null ? List.of() : List.of(message(role == null ? "assistant" : role, content)),
        response.text("stop_reason"),
        TokenCounts.besideCache(response.object("usage")));
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return new ClaudeAccumulator(budget);
  }
}
