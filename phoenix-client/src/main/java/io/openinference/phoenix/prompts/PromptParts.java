// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.prompts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.phoenix.FormattedPrompt;
import io.openinference.phoenix.PromptMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a prompt that each library needs. */
final class PromptParts {

  /** A call of a tool in a message of an assistant. The arguments are JSON. */
  record Call(String id, String name, String arguments) {}

  /** The result of a tool for a call. */
  record Result(String callId, String name, String text) {}

  static List<Call> calls(PromptMessage message) {
    List<Call> calls = new ArrayList<>();
    for (Map<String, @Nullable Object> part : message.parts()) {
      if ("tool_call".equals(part.get("type")) && part.get("tool_call") instanceof Map<?, ?> call) {
        calls.add(
            new Call(
                text(part.get("tool_call_id")),
                text(call.get("name")),
                text(call.get("arguments"))));
      }
    }
    return calls;
  }

  /** Returns the results in a message. Their tools are named in messages before. */
  static List<Result> results(FormattedPrompt prompt, PromptMessage message) {
    Map<String, String> names =
        prompt.messages().stream()
            .flatMap(each -> calls(each).stream())
            .collect(Collectors.toMap(Call::id, Call::name, (first, second) -> first));
    List<Result> results = new ArrayList<>();
    for (Map<String, @Nullable Object> part : message.parts()) {
      if ("tool_result".equals(part.get("type"))) {
        String id = text(part.get("tool_call_id"));
        Object result = part.get("tool_result");
        String text = result instanceof String string ? string : write(result);
        results.add(new Result(id, names.getOrDefault(id, ""), text));
      }
    }
    return results;
  }

  static boolean isInstruction(PromptMessage message) {
    return message.role().equals("system") || message.role().equals("developer");
  }

  /** Returns the texts of all system and developer messages. */
  static String instructions(FormattedPrompt prompt) {
    return prompt.messages().stream()
        .filter(PromptParts::isInstruction)
        .map(PromptMessage::text)
        .collect(Collectors.joining("\n\n"));
  }

  /** Returns the functions of the tools: {@code name}, {@code description}, {@code parameters}. */
  static List<Map<?, ?>> functions(FormattedPrompt prompt) {
    List<Map<?, ?>> functions = new ArrayList<>();
    for (Map<String, @Nullable Object> tool : prompt.version().tools()) {
      if (tool.get("function") instanceof Map<?, ?> function) {
        functions.add(function);
      }
    }
    return functions;
  }

  /** Returns tools in the words of one provider, such as a web search. */
  static List<Object> rawTools(FormattedPrompt prompt) {
    List<Object> raw = new ArrayList<>();
    for (Map<String, @Nullable Object> tool : prompt.version().tools()) {
      if (tool.get("raw") instanceof Map<?, ?> map) {
        raw.add(map);
      }
    }
    return raw;
  }

  static String toolChoice(FormattedPrompt prompt) {
    return text(prompt.version().toolChoice().get("type"));
  }

  static String chosenTool(FormattedPrompt prompt) {
    return text(prompt.version().toolChoice().get("function_name"));
  }

  /** Returns the first parameter that is set. Providers name the same thing differently. */
  static @Nullable Object parameter(FormattedPrompt prompt, String... names) {
    Map<String, @Nullable Object> parameters = prompt.parameters();
    for (String name : names) {
      Object value = parameters.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  static @Nullable Double decimal(FormattedPrompt prompt, String... names) {
    return parameter(prompt, names) instanceof Number number ? number.doubleValue() : null;
  }

  static @Nullable Integer integer(FormattedPrompt prompt, String... names) {
    return parameter(prompt, names) instanceof Number number ? number.intValue() : null;
  }

  static @Nullable List<String> texts(FormattedPrompt prompt, String... names) {
    return parameter(prompt, names) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : null;
  }

  static Object parse(String json) {
    try {
      return new ObjectMapper().readValue(json.isBlank() ? "{}" : json, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The arguments of a tool call are not JSON", e);
    }
  }

  static String write(@Nullable Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A part of the prompt cannot be written as JSON", e);
    }
  }

  static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private PromptParts() {}
}
