// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The conversation that a model continues, in one form for each API.
 *
 * @param messages oldest first
 * @param toolChoice {@code auto}, {@code none}, {@code required} or the name of a tool
 */
record Conversation(List<Message> messages, List<Tool> tools, String toolChoice) {

  /**
   * One message.
   *
   * @param role {@code system}, {@code developer}, {@code user}, {@code assistant} or {@code tool}
   */
  record Message(String role, String text) {}

  /**
   * A tool on offer.
   *
   * @param parameters the JSON schema of its arguments
   */
  record Tool(String name, String description, JsonNode parameters) {

    /** Reads the object that holds {@code name}, {@code description} and {@code parameters}. */
    static Tool fromJson(JsonNode function) {
      return new Tool(
          function.path("name").asText(),
          function.path("description").asText(),
          function.path("parameters"));
    }
  }

  /** Returns the last question of the user; a prompt often holds much else beside the question. */
  String question() {
    String prompt = lastUserMessage() < 0 ? "" : messages.get(lastUserMessage()).text();
    String question =
        Sentences.of(prompt).stream()
            .filter(sentence -> sentence.endsWith("?"))
            .collect(Collectors.joining(" "));
    return question.isEmpty() ? prompt : question;
  }

  /** Returns the results of tools since the user spoke. */
  List<String> toolResults() {
    return messages.subList(lastUserMessage() + 1, messages.size()).stream()
        .filter(message -> message.role().equals("tool"))
        .map(Message::text)
        .toList();
  }

  /** Returns the messages of the system, the developer and the user. */
  List<String> prompts() {
    return messages.subList(0, lastUserMessage() + 1).stream()
        .filter(message -> !message.role().equals("assistant") && !message.role().equals("tool"))
        .map(Message::text)
        .toList();
  }

  Optional<Tool> tool(String name) {
    return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
  }

  long promptTokens() {
    List<String> texts = new ArrayList<>();
    for (Message message : messages) {
      texts.add(message.role());
      texts.add(message.text());
    }
    for (Tool tool : tools) {
      texts.add(tool.name());
      texts.add(tool.description());
      texts.add(tool.parameters().toString());
    }
    return texts.stream().mapToLong(Tokenizer::count).sum();
  }

  private int lastUserMessage() {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role().equals("user")) {
        return i;
      }
    }
    return -1;
  }
}
