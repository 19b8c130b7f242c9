// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads messages that tracers record as events of the span. */
final class EventMessages {

  private static final String DETAILS = "gen_ai.client.inference.operation.details";
  private static final String CHOICE = "gen_ai.choice";

  /** The roles of events that hold one message of the input. */
  private static final Map<String, String> ROLES =
      Map.of(
          "gen_ai.system.message", "system",
          "gen_ai.user.message", "user",
          "gen_ai.assistant.message", "assistant",
          "gen_ai.tool.message", "tool");

  private static final Set<String> CONTENT_OF_MESSAGE =
      Set.of("content", "contents", "parts", "arguments", "args", "input");

  private static final Set<String> CONTENT_OF_SPAN =
      Set.of(
          "gen_ai.input.messages",
          "gen_ai.output.messages",
          "gen_ai.system_instructions",
          "gen_ai.prompt",
          "gen_ai.completion");

  /** Tells whether an event is one of those that hold content of messages. */
  static boolean isContent(String event) {
    return ROLES.containsKey(event)
        || event.equals(CHOICE)
        || event.equals(DETAILS)
        || event.startsWith("gen_ai.content.");
  }

  /** Tells whether an event holds more of a message than its role, its ids and names of tools. */
  static boolean hasContent(GenAiEvent event) {
    if (!isContent(event.name())) {
      return false;
    }
    AttributeValues values = AttributeValues.of(event.attributes());
    if (event.name().equals(DETAILS) || event.name().startsWith("gen_ai.content.")) {
      return CONTENT_OF_SPAN.stream().anyMatch(key -> values.filled(key) != null);
    }
    PartialJson.Result body = values.json(GenAiEvent.CONTENT.getKey());
    boolean isText = body == null && values.filled(GenAiEvent.CONTENT.getKey()) != null;
    return isText || holdsContent(tree(values, body));
  }

  private static boolean holdsContent(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> object) {
      return object.entrySet().stream()
          .anyMatch(
              field ->
                  field.getValue() != null
                      && (CONTENT_OF_MESSAGE.contains(field.getKey())
                          || holdsContent(field.getValue())));
    }
    return tree instanceof List<?> list && list.stream().anyMatch(EventMessages::holdsContent);
  }

  /**
   * Returns the attributes of the event that holds the messages. Newer tracers set these attributes
   * on the span.
   */
  static @Nullable AttributeValues details(List<GenAiEvent> events) {
    for (GenAiEvent event : events) {
      if (event.name().equals(DETAILS)) {
        return AttributeValues.of(event.attributes());
      }
    }
    return null;
  }

  /** Returns the message of the first event with instructions, or null. */
  static @Nullable GenAiMessage system(List<GenAiEvent> events) {
    for (GenAiEvent event : events) {
      if ("system".equals(ROLES.get(event.name()))) {
        List<GenAiMessage> messages = read(List.of(event), /* isOutput= */ false).list();
        return messages.isEmpty() ? null : messages.get(0);
      }
    }
    return null;
  }

  /** Reads one event for each message. */
  static Messages read(List<GenAiEvent> events, boolean isOutput) {
    List<GenAiMessage> messages = new ArrayList<>();
    boolean isCut = false;
    for (GenAiEvent event : events) {
      String role = isOutput ? choiceRole(event.name()) : ROLES.get(event.name());
      if (role != null) {
        AttributeValues values = AttributeValues.of(event.attributes());
        PartialJson.Result body = values.json(GenAiEvent.CONTENT.getKey());
        GenAiMessage message = new MessageReader(role).message(tree(values, body));
        isCut |= body != null && body.isCut();
        if (message != null) {
          messages.add(message);
        }
      }
    }
    if (!isOutput) {
      removeAnswer(messages, events);
    }
    return new Messages(messages, isCut);
  }

  /** Some tracers, such as Koog, write the answer as a choice and as a message of the assistant. */
  private static void removeAnswer(List<GenAiMessage> messages, List<GenAiEvent> events) {
    if (messages.isEmpty()) {
      return;
    }
    GenAiMessage last = messages.get(messages.size() - 1);
    List<GenAiMessage> answers = read(events, /* isOutput= */ true).list();
    if (last.role().equals("assistant")
        && answers.stream().anyMatch(answer -> answer.parts().equals(last.parts()))) {
      messages.remove(last);
    }
  }

  private static @Nullable String choiceRole(String event) {
    return event.equals(CHOICE) ? "assistant" : null;
  }

  /** Reads the two events that hold all messages of a side in one attribute. */
  static Messages readContent(List<GenAiEvent> events, boolean isOutput) {
    String name = isOutput ? "gen_ai.content.completion" : "gen_ai.content.prompt";
    String key = isOutput ? "gen_ai.completion" : "gen_ai.prompt";
    for (GenAiEvent event : events) {
      String text =
          event.name().equals(name) ? AttributeValues.of(event.attributes()).filled(key) : null;
      if (text != null) {
        return new MessageReader(isOutput ? "assistant" : "user").read(text);
      }
    }
    return Messages.NONE;
  }

  /** Returns the message that an event holds in its attributes, or null if it holds several. */
  static @Nullable Map<String, @Nullable Object> ofAttributes(
      String event, AttributeValues values) {
    return ROLES.containsKey(event) || event.equals(CHOICE) ? tree(values, null) : null;
  }

  private static Map<String, @Nullable Object> tree(
      AttributeValues values, PartialJson.@Nullable Result body) {
    if (body != null) {
      return Trees.object(body.value());
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (String name : values.names()) {
      tree.put(name, Trees.structured(values.get(name)));
    }
    if (tree.isEmpty() || tree.containsKey("role")) {
      return tree;
    }
    String text = values.text(GenAiEvent.CONTENT.getKey());
    if (text != null) {
      tree.put("content", text);
    }
    return tree;
  }

  private EventMessages() {}
}
