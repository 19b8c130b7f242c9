// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.responses;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps items that hold the result of a tool, including unknown kinds. */
final class ResponseToolOutputs {

  static boolean isToolOutput(String type) {
    return type.endsWith("_output")
        || type.equals("mcp_approval_response")
        || type.equals("mcp_list_tools");
  }

  static Message toMessage(String type, WireObject item, JsonRedactor redactor) {
    Message.Builder builder = Message.builder("tool");
    return switch (type) {
      case "mcp_list_tools" -> builder.name(type).content(tools(item, redactor)).build();
      case "mcp_approval_response" ->
          builder
              .toolCallId(item.string("approval_request_id"))
              .content(redactor.jsonWithout(item, "type", "id", "approval_request_id"))
              .build();
      case "tool_search_output" ->
          builder.toolCallId(callId(item)).content(tools(item, redactor)).build();
      case "computer_call_output" ->
          builder.toolCallId(callId(item)).contents(screenshot(item.object("output"))).build();
      default -> builder.toolCallId(callId(item)).content(output(item, redactor)).build();
    };
  }

  private static @Nullable String callId(WireObject item) {
    return item.firstString("call_id", "id");
  }

  private static List<MessageContent> screenshot(WireObject output) {
    return ResponseContents.of(output.fields());
  }

  private static @Nullable String output(WireObject item, JsonRedactor redactor) {
    String output = textOf(item, item.get("output") == null ? "result" : "output", redactor);
    return output == null ? redactor.jsonWithout(item, "type", "id", "call_id", "status") : output;
  }

  private static @Nullable String tools(WireObject item, JsonRedactor redactor) {
    String error = error(item, redactor);
    return error == null ? textOf(item, "tools", redactor) : error;
  }

  /** Returns the reason why a call failed: a text, or an object that usually has a message. */
  static @Nullable String error(WireObject item, JsonRedactor redactor) {
    String message = item.object("error").string("message");
    return message == null ? textOf(item, "error", redactor) : message;
  }

  /** Returns a text unchanged, and any other value as JSON. */
  private static @Nullable String textOf(WireObject item, String name, JsonRedactor redactor) {
    Object value = item.get(name);
    if (value == null) {
      return null;
    }
    return value instanceof String text ? text : redactor.jsonOf(item, name);
  }

  private ResponseToolOutputs() {}
}
