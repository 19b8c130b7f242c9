// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A language model without a brain: it calls a tool when the question holds the tool's arguments;
 * else it says what the tools returned and repeats the sentences of the prompt that share most
 * words with the question.
 */
final class BundledModel {

  private static final int SENTENCES = 2;

  static Answer answer(Conversation conversation) {
    Optional<Answer> toolCall =
        conversation.toolResults().isEmpty() ? ToolChooser.choose(conversation) : Optional.empty();
    return toolCall.orElseGet(() -> new Answer.Text(text(conversation)));
  }

  private static String text(Conversation conversation) {
    List<String> parts = new ArrayList<>();
    conversation.toolResults().forEach(result -> parts.add(spoken(result)));
    parts.addAll(matchingSentences(conversation));
    return parts.isEmpty() ? "I found nothing about that." : String.join(" ", parts);
  }

  /** A JSON object as "Key: value, key: value.", anything else as it is. */
  private static String spoken(String toolResult) {
    JsonNode json;
    try {
      json = Json.parse(toolResult);
    } catch (JsonProcessingException e) {
      return toolResult;
    }
    String facts =
        json.properties().stream()
            .map(fact -> fact.getKey().replace('_', ' ') + ": " + fact.getValue().asText())
            .collect(Collectors.joining(", "));
    return facts.isEmpty()
        ? toolResult
        : facts.substring(0, 1).toUpperCase(Locale.ROOT) + facts.substring(1) + ".";
  }

  private static List<String> matchingSentences(Conversation conversation) {
    String question = conversation.question();
    List<String> candidates =
        conversation.prompts().stream()
            .flatMap(prompt -> Sentences.of(prompt).stream())
            .filter(sentence -> !sentence.endsWith("?"))
            .distinct()
            .toList();
    List<String> best =
        candidates.stream()
            .filter(candidate -> WordVector.similarity(question, candidate) > 0)
            .sorted(Comparator.comparingDouble(c -> -WordVector.similarity(question, c)))
            .limit(SENTENCES)
            .toList();
    return candidates.stream().filter(best::contains).toList();
  }

  private BundledModel() {}
}
