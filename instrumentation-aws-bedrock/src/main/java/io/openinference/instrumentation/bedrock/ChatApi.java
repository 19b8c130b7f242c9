// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.answer.MessageParts;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.stream.StreamedChat;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The bodies of models that speak OpenAI's chat API: gpt-oss, Qwen, DeepSeek, Jamba, Mistral's
 * newer models and others.
 */
final class ChatApi implements ModelApi {

  private static final BodyShape SHAPE =
      BodyShape.builder()
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
  public List<Message> messages(WireObject request, JsonRedactor redactor) {
    List<Message> messages = new ArrayList<>();
    request.objects("messages").forEach(message -> messages.add(message(message, redactor)));
    return messages;
  }

  private static Message message(WireObject message, JsonRedactor redactor) {
    MessageParts parts = new MessageParts();
    String reasoning = message.firstString("reasoning", "reasoning_content");
    if (reasoning != null && !reasoning.isEmpty()) {
      parts.add(MessageContent.builder("reasoning").text(reasoning).build());
    }
    if (message.get("content") instanceof String text && !text.isEmpty()) {
      parts.addText(text);
    }
    message.objects("content").forEach(part -> addPart(parts, part, redactor));
    message.objects("tool_calls").forEach(call -> parts.addCall(toolCall(call)));
    String role = message.text("role");
    return parts.toMessage(
        Message.builder(role == null ? "assistant" : role)
            .toolCallId("tool".equals(role) ? message.text("tool_call_id") : null));
  }

  private static void addPart(MessageParts parts, WireObject part, JsonRedactor redactor) {
    String text = part.string("text");
    WireObject image = part.object("image_url");
    String url = image.isEmpty() ? part.text("image_url") : image.text("url");
    if (text != null) {
      parts.addText(text);
    } else if (url != null) {
      parts.add(MessageContent.image(url));
    } else if (!part.isEmpty()) {
      parts.add(MessageContent.builder(part.string("type")).text(redactor.json(part)).build());
    }
  }

  private static ToolCall toolCall(WireObject call) {
    WireObject function = call.object("function");
    return ToolCall.of(call.text("id"), function.text("name"), function.textOrJson("arguments"));
  }

  @Override
  public Answer answer(WireObject response, JsonRedactor redactor) {
    List<Message> messages = new ArrayList<>();
    String finishReason = null;
    for (WireObject choice : response.objects("choices")) {
      WireObject message = choice.object("message");
      String text = choice.string("text");
      if (!message.isEmpty()) {
        messages.add(message(message, redactor));
      } else if (text != null) {
        messages.add(Message.of("assistant", text));
      }
      String reason = choice.firstString("finish_reason", "stop_reason");
      finishReason = finishReason == null ? reason : finishReason;
    }
    return new Answer(messages, finishReason, TokenCounts.ofChat(response.object("usage")));
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return new StreamedChat(budget);
  }
}
