// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.anthropic;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.masking.KnownParameters;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps the system prompt and the messages of a request.
 *
 * @since 0.1.0
 */
public final class AnthropicMessages {

  private static final Set<String> PARAMETERS =
      KnownParameters.and(
          "anthropic_beta",
          "anthropic_version",
          "betas",
          "billing_policy",
          "cache_control",
          "compaction",
          "container",
          "diagnostics",
          "fallback_credit_token",
          "fallbacks",
          "inference_geo",
          "mcp_servers",
          "output_config",
          "speed",
          "thread");

  /** Returns a builder with the fields of requests and responses. */
  public static BodyShape.Builder shape() {
    return BodyShape.builder()
        .plainParameters(PARAMETERS)
        .request("messages", ContentKind.INPUT)
        .request("system", ContentKind.INPUT)
        .request("tools", ContentKind.TOOLS)
        .response("content", ContentKind.OUTPUT)
        // This field holds the model's explanation of a refusal.
        .response("stop_details", ContentKind.OUTPUT)
        .response("error", ContentKind.ERROR)
        .parametersInResponse("stop_sequence")
        .details("id", "type", "role", "model", "stop_reason", "usage", "context_management");
  }

  /**
   * Returns the message of a response, or null if the response has none. A response without content
   * still has a message, for example after a refusal.
   *
   * @param redactor removes hidden content from parts that are recorded as JSON
   */
  public static @Nullable Message answer(WireObject response, JsonRedactor redactor) {
    String role = response.text("role");
    String text = response.string("content");
    if (text != null) {
      return Message.of(role == null ? "assistant" : role, text);
    }
    List<?> content = AnthropicBlocks.list(response.get("content"));
    return content.isEmpty() && role == null
        ? null
        : new AnthropicBlocks(redactor).toMessage(role == null ? "assistant" : role, content);
  }

  private final AnthropicBlocks blocks;
  private final List<Message> messages = new ArrayList<>();

  private AnthropicMessages(JsonRedactor redactor) {
    this.blocks = new AnthropicBlocks(redactor);
  }

  /**
   * Returns the system prompt, if there is one, and then the messages.
   *
   * @param redactor removes hidden content from blocks that are recorded as JSON
   */
  public static List<Message> toMessages(WireObject request, JsonRedactor redactor) {
    AnthropicMessages mapped = new AnthropicMessages(redactor);
    mapped.addMessage("system", request.get("system"));
    for (Object message : request.list("messages")) {
      WireObject object = WireObject.of(message);
      mapped.addMessage(object.text("role"), object.get("content"));
    }
    return mapped.messages;
  }

  private void addMessage(@Nullable String role, @Nullable Object content) {
    if (content instanceof String text) {
      messages.add(Message.of(role, text));
    } else {
      List<?> list = AnthropicBlocks.list(content);
      if (!list.isEmpty()) {
        addBlocks(role, list);
      } else if (!"system".equals(role)) {
        // A message without content keeps its place.
        messages.add(Message.of(role, null));
      }
    }
  }

  /**
   * A user's message may hold results of tools. Each result becomes a separate message before it.
   */
  private void addBlocks(@Nullable String role, List<?> content) {
    List<Object> rest = new ArrayList<>(content.size());
    for (Object block : content) {
      WireObject object = WireObject.of(block);
      if ("tool_result".equals(object.string("type"))) {
        messages.add(toolResult(object));
      } else if (block != null) {
        rest.add(block);
      }
    }
    if (!rest.isEmpty()) {
      messages.add(blocks.toMessage(role, rest));
    }
  }

  private Message toolResult(WireObject block) {
    Message.Builder message = Message.builder("tool").toolCallId(block.text("tool_use_id"));
    Object content = block.get("content");
    return content instanceof String text
        ? message.content(text).build()
        : blocks.toMessage(message, AnthropicBlocks.list(content));
  }
}
