// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.responses;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.answer.ThoughtSignatures;
import io.openinference.instrumentation.api.chat.CustomTools;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps items that call a tool, including unknown kinds. A call of one of OpenAI's own tools gets
 * the item's type as its function name.
 */
final class ResponseToolCalls {

  static boolean isToolCall(String type) {
    return type.endsWith("_call") || type.equals("mcp_approval_request") || type.equals("program");
  }

  static Message toMessage(String type, WireObject item, JsonRedactor redactor) {
    WireObject function = item.object("function");
    String own = item.textOrJson("name");
    String name = own == null ? function.textOrJson("name") : own;
    String callId = item.textOrJson("call_id");
    ToolCall toolCall =
        ToolCall.builder()
            .id(callId == null ? item.textOrJson("id") : callId)
            .functionName(name == null ? type : name)
            .functionArguments(
                function.isEmpty()
                    ? arguments(type, item, redactor)
                    : function.textOrJson("arguments"))
            .reasoningSignature(ThoughtSignatures.ofToolCall(item, function))
            .build();
    return Message.builder("assistant")
        .toolCalls(List.of(toolCall))
        .contents(results(type, item, redactor))
        .build();
  }

  private static @Nullable String arguments(String type, WireObject item, JsonRedactor redactor) {
    return switch (type) {
      case "function_call", "tool_call", "mcp_call", "mcp_approval_request" ->
          item.textOrJson("arguments");
      case "custom_tool_call" -> CustomTools.arguments(item);
      case "code_interpreter_call", "program" -> WireJson.toJson(Map.of("code", code(item)));
      case "computer_call" -> json(item.first("action", "actions"));
      case "local_shell_call", "shell_call" -> json(item.get("action"));
      case "apply_patch_call" -> json(item.get("operation"));
      case "tool_search_call" -> json(item.get("arguments"));
      case "file_search_call" -> queries(item);
      case "web_search_call" -> json(searchOf(item));
      // The Python instrumentation does the same.
      case "image_generation_call" -> null;
      default -> redactor.jsonWithout(item, "type", "id", "call_id", "name", "status");
    };
  }

  private static @Nullable String queries(WireObject item) {
    Object queries = item.get("queries");
    return queries == null ? null : WireJson.toJson(Map.of("queries", queries));
  }

  /** Returns the search request of an item, without the results. */
  private static @Nullable Object searchOf(WireObject item) {
    WireObject action = item.object("action");
    if (!action.isEmpty()) {
      return action.without("sources");
    }
    Object query = item.get("query");
    return query == null ? null : Map.of("query", query);
  }

  private static String code(WireObject item) {
    String code = item.string("code");
    return code == null ? "" : code;
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : WireJson.toJson(value);
  }

  /** Returns the result of a call if the item of the call holds it. */
  private static List<MessageContent> results(String type, WireObject item, JsonRedactor redactor) {
    List<MessageContent> results = new ArrayList<>();
    if (type.equals("mcp_call")) {
      String output = item.string("output");
      boolean isText = output != null || item.get("output") == null;
      addText(isText ? output : redactor.jsonOf(item, "output"), results);
      addText(ResponseToolOutputs.error(item, redactor), results);
    }
    if (type.equals("web_search_call")) {
      addJson(item.object("action").get("sources"), results, redactor);
      addJson(item.get("results"), results, redactor);
    }
    if (type.equals("file_search_call")) {
      addJson(item.get("results"), results, redactor);
    }
    if (type.equals("code_interpreter_call")) {
      for (WireObject output : item.objects("outputs")) {
        addText(output.string("logs"), results);
        String url = output.text("url");
        if (url != null) {
          results.add(MessageContent.image(url));
        }
      }
    }
    return results;
  }

  /** A result that has a text counts as that, any other one as JSON. */
  private static void addJson(
      @Nullable Object found, List<MessageContent> results, JsonRedactor redactor) {
    if (found instanceof Map) {
      addText(redactor.json(found), results);
    } else if (found instanceof List<?> list) {
      list.forEach(result -> addText(redactor.json(result), results));
    }
  }

  private static void addText(@Nullable String text, List<MessageContent> results) {
    if (text != null) {
      results.add(MessageContent.text(text));
    }
  }

  private ResponseToolCalls() {}
}
