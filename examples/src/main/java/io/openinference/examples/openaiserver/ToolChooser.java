// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openinference.examples.openaiserver.Conversation.Tool;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds the tool that a question asks for and its arguments: an allowed value of the schema that
 * the question mentions, else the first number in it.
 */
final class ToolChooser {

  private static final Pattern NUMBER = Pattern.compile("\\b[A-Z]*-?\\d+(\\.\\d+)?\\b");

  /** Empty when no tool is to be called. */
  static Optional<Answer> choose(Conversation conversation) {
    String question = conversation.question();
    return switch (conversation.toolChoice()) {
      case "none" -> Optional.empty();
      case "auto" ->
          conversation.tools().stream()
              .filter(tool -> isAbout(question, tool) && holdsArguments(question, tool))
              .findFirst()
              .map(tool -> call(tool, question));
      case "required" ->
          conversation.tools().stream().findFirst().map(tool -> call(tool, question));
      default -> conversation.tool(conversation.toolChoice()).map(tool -> call(tool, question));
    };
  }

  private static boolean isAbout(String question, Tool tool) {
    List<String> words = Words.of(tool.name().replace('_', ' ') + " " + tool.description());
    return Words.of(question).stream().anyMatch(words::contains);
  }

  private static boolean holdsArguments(String question, Tool tool) {
    for (JsonNode name : tool.parameters().path("required")) {
      JsonNode schema = tool.parameters().path("properties").path(name.asText());
      if (argument(schema, question).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static Answer call(Tool tool, String question) {
    ObjectNode arguments = Json.object();
    for (Map.Entry<String, JsonNode> property : tool.parameters().path("properties").properties()) {
      argument(property.getValue(), question).ifPresent(v -> put(arguments, property, v));
    }
    return new Answer.ToolCall(tool.name(), arguments.toString());
  }

  private static Optional<String> argument(JsonNode schema, String question) {
    if (schema.has("enum")) {
      List<String> words = Words.of(question);
      for (JsonNode allowed : schema.path("enum")) {
        if (words.containsAll(Words.of(allowed.asText()))) {
          return Optional.of(allowed.asText());
        }
      }
      return Optional.empty();
    }
    return NUMBER.matcher(question).results().map(MatchResult::group).findFirst();
  }

  private static void put(
      ObjectNode arguments, Map.Entry<String, JsonNode> property, String value) {
    String type = property.getValue().path("type").asText();
    if (type.equals("integer") || type.equals("number")) {
      arguments.put(property.getKey(), new BigDecimal(value.replaceAll("[^\\d.]", "")));
    } else {
      arguments.put(property.getKey(), value);
    }
  }

  private ToolChooser() {}
}
