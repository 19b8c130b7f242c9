// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.anthropic;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maps the system prompt and the messages of a request.
 *
 * @since 0.1.0
 */
public final class AnthropicMessages {

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
    } else if (content instanceof List<?> list) {
      addBlocks(role, list);
    } else if (!"system".equals(role)) {
      messages.add(Message.of(role, null));
    }
  }

  /** Results of tools come in the user's message. Each is a message of its own, before the rest. */
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
    return content instanceof List<?> parts
        ? blocks.toMessage(message, parts)
        : message.content(content instanceof String text ? text : null).build();
  }
}
