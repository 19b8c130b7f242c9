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

/** {@code POST /v1/responses}. */
final class Responses implements Endpoint {

  private final AtomicLong answers = new AtomicLong();

  @Override
  public Reply reply(JsonNode request) throws ApiException {
    Conversation conversation = conversation(request);
    Answer answer = BundledModel.answer(conversation);
    Usage usage = Usage.ofRequest(conversation.promptTokens(), answer.tokens());
    long number = answers.incrementAndGet();
    ObjectNode item = item(answer, number);
    ObjectNode started = started(request, number);
    ObjectNode completed = completed(started, item, usage);
    return request.path("stream").asBoolean()
        ? new Reply.Events(new ResponseEvents(started, item, completed).toList(), usage)
        : new Reply.Document(completed, usage);
  }

  private static Conversation conversation(JsonNode request) throws ApiException {
    JsonNode input = request.path("input");
    if (!input.isTextual() && input.isEmpty()) {
      throw ApiException.missing("input");
    }
    List<Message> messages = new ArrayList<>();
    if (request.hasNonNull("instructions")) {
      messages.add(new Message("system", request.path("instructions").asText()));
    }
    if (input.isTextual()) {
      messages.add(new Message("user", input.asText()));
    }
    for (JsonNode item : input) {
      messages.add(message(item));
    }
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : request.path("tools")) {
      tools.add(Tool.fromJson(tool));
    }
    JsonNode choice = request.path("tool_choice");
    return new Conversation(messages, tools, choice.path("name").asText(choice.asText("auto")));
  }

  private static Message message(JsonNode item) {
    return switch (item.path("type").asText("message")) {
      case "function_call_output" -> new Message("tool", item.path("output").asText());
      case "function_call" ->
          new Message("assistant", item.path("name").asText() + item.path("arguments").asText());
      default ->
          new Message(
              item.path("role").asText("assistant"), Json.contentText(item.path("content")));
    };
  }

  private static ObjectNode item(Answer answer, long number) {
    ObjectNode item = Json.object();
    if (answer instanceof Answer.ToolCall call) {
      item.put("type", "function_call").put("id", "fc_" + number).put("call_id", "call_" + number);
      item.put("name", call.name()).put("arguments", call.arguments());
    } else if (answer instanceof Answer.Text text) {
      item.put("type", "message").put("id", "msg_" + number).put("role", "assistant");
      ObjectNode part = item.putArray("content").addObject().put("type", "output_text");
      part.put("text", text.text()).putArray("annotations");
    }
    return item.put("status", "completed");
  }

  private static ObjectNode started(JsonNode request, long number) {
    ObjectNode response = Json.object().put("id", "resp_" + number).put("object", "response");
    response.put("created_at", Instant.now().getEpochSecond()).put("status", "in_progress");
    response.set("model", request.get("model"));
    response.putNull("error").putNull("incomplete_details").putNull("usage").putArray("output");
    response.put("parallel_tool_calls", true).put("tool_choice", "auto").putObject("metadata");
    request.path("tools").forEach(response.putArray("tools")::add);
    return response;
  }

  private static ObjectNode completed(ObjectNode started, ObjectNode item, Usage usage) {
    ObjectNode response = started.deepCopy().put("status", "completed");
    response.putArray("output").add(item);
    ObjectNode json = response.putObject("usage").put("input_tokens", usage.promptTokens());
    json.put("output_tokens", usage.completionTokens()).put("total_tokens", usage.totalTokens());
    json.putObject("input_tokens_details").put("cached_tokens", 0).put("cache_write_tokens", 0);
    json.putObject("output_tokens_details").put("reasoning_tokens", 0);
    return response;
  }
}
