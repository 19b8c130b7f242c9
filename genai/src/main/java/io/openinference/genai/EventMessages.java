// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Tells whether an event holds content of messages. */
  static boolean isContent(String event) {
    return ROLES.containsKey(event)
        || event.equals(CHOICE)
        || event.equals(DETAILS)
        || event.startsWith("gen_ai.content.");
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
        PartialJson.Result body = values.json("gen_ai.event.content");
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
    String text = values.text("gen_ai.event.content");
    if (text != null) {
      tree.put("content", text);
    }
    return tree;
  }

  private EventMessages() {}
}
