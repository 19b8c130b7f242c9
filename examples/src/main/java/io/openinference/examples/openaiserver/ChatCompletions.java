// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openinference.examples.openaiserver.Conversation.Message;
import io.openinference.examples.openaiserver.Conversation.Tool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** {@code POST /v1/chat/completions}. */
final class ChatCompletions implements Endpoint {

  private final AtomicLong answers = new AtomicLong();

  @Override
  public Reply reply(JsonNode request) throws ApiException {
    Conversation conversation = conversation(request);
    Answer answer = BundledModel.answer(conversation);
    Usage usage = Usage.ofRequest(conversation.promptTokens(), answer.tokens());
    ObjectNode head =
        Json.object()
            .put("id", "chatcmpl-" + answers.incrementAndGet())
            .put("created", Instant.now().getEpochSecond())
            .put("model", request.get("model").asText());
    if (request.path("stream").asBoolean()) {
      boolean includeUsage = request.path("stream_options").path("include_usage").asBoolean();
      return new Reply.Events(new ChatChunks(head, includeUsage).of(answer, usage), usage);
    }
    return new Reply.Document(completion(head, answer, usage), usage);
  }

  static ObjectNode usage(Usage usage) {
    ObjectNode json =
        Json.object()
            .put("prompt_tokens", usage.promptTokens())
            .put("completion_tokens", usage.completionTokens())
            .put("total_tokens", usage.totalTokens());
    json.putObject("prompt_tokens_details").put("cached_tokens", 0);
    json.putObject("completion_tokens_details").put("reasoning_tokens", 0);
    return json;
  }

  static String finishReason(Answer answer) {
    return answer instanceof Answer.ToolCall ? "tool_calls" : "stop";
  }

  private static Conversation conversation(JsonNode request) throws ApiException {
    if (request.path("messages").isEmpty()) {
      throw ApiException.missing("messages");
    }
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : request.path("messages")) {
      messages.add(new Message(message.path("role").asText(), text(message)));
    }
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : request.path("tools")) {
      tools.add(Tool.fromJson(tool.path("function")));
    }
    JsonNode choice = request.path("tool_choice");
    String toolChoice = choice.path("function").path("name").asText(choice.asText("auto"));
    return new Conversation(messages, tools, toolChoice);
  }

  private static String text(JsonNode message) {
    StringBuilder text = new StringBuilder(Json.contentText(message.path("content")));
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      text.append(function.path("name").asText()).append(function.path("arguments").asText());
    }
    return text.toString();
  }

  private static ObjectNode completion(ObjectNode head, Answer answer, Usage usage) {
    ObjectNode body = head.put("object", "chat.completion");
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant").putNull("refusal");
    if (answer instanceof Answer.Text text) {
      message.put("content", text.text());
    } else if (answer instanceof Answer.ToolCall call) {
      message.putNull("content");
      ObjectNode item = message.putArray("tool_calls").addObject();
      item.put("id", "call_" + head.path("id").asText().substring("chatcmpl-".length()))
          .put("type", "function");
      item.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    }
    choice.put("finish_reason", finishReason(answer)).putNull("logprobs");
    body.set("usage", usage(usage));
    return body;
  }
}
