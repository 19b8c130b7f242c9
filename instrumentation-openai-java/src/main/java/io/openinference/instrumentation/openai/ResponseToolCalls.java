// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps items that call a tool, also those of kinds that are not known: a call of OpenAI's own tools
 * has the item's type for the function's name.
 */
final class ResponseToolCalls {

  private static final String NO_ARGUMENTS = "{}";

  static boolean isToolCall(String type) {
    return type.endsWith("_call") || type.equals("mcp_approval_request") || type.equals("program");
  }

  static Message toMessage(String type, WireObject item, JsonRedactor redactor) {
    String name = item.string("name");
    ToolCall toolCall =
        ToolCall.builder()
            .id(item.firstString("call_id", "id"))
            .functionName(name == null ? type : name)
            .functionArguments(arguments(type, item, redactor))
            .build();
    return Message.builder("assistant")
        .toolCalls(List.of(toolCall))
        .contents(results(type, item, redactor))
        .build();
  }

  private static @Nullable String arguments(String type, WireObject item, JsonRedactor redactor) {
    return switch (type) {
      case "function_call", "mcp_call", "mcp_approval_request" -> verbatim(item);
      case "custom_tool_call" -> CustomTools.arguments(item);
      case "code_interpreter_call", "program" -> WireJson.toJson(Map.of("code", code(item)));
      case "computer_call" -> json(item.first("action", "actions"));
      case "local_shell_call", "shell_call" -> json(item.get("action"));
      case "apply_patch_call" -> json(item.get("operation"));
      case "tool_search_call" -> json(item.get("arguments"));
      // As the Python instrumentation has it; what they searched for is in the raw value.
      case "file_search_call", "web_search_call", "image_generation_call" -> null;
      default -> redactor.jsonWithout(item, "type", "id", "call_id", "name", "status");
    };
  }

  private static @Nullable String verbatim(WireObject item) {
    String arguments = item.string("arguments");
    return NO_ARGUMENTS.equals(arguments) ? null : arguments;
  }

  private static String code(WireObject item) {
    String code = item.string("code");
    return code == null ? "" : code;
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : WireJson.toJson(value);
  }

  /** What the call gave back, where the item has it beside the call. */
  private static List<MessageContent> results(String type, WireObject item, JsonRedactor redactor) {
    List<MessageContent> results = new ArrayList<>();
    if (type.equals("mcp_call")) {
      addText(item.string("output"), results);
      addText(ResponseToolOutputs.error(item, redactor), results);
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

  private static void addText(@Nullable String text, List<MessageContent> results) {
    if (text != null) {
      results.add(MessageContent.text(text));
    }
  }

  private ResponseToolCalls() {}
}
