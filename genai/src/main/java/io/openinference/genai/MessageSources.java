// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the messages of one side of a span. Tracers write the same messages under several
 * generations of names, in attributes and in events, so the first source that has messages wins.
 */
final class MessageSources {

  private final AttributeValues values;
  private final List<GenAiEvent> events;
  private final @Nullable AttributeValues details;

  MessageSources(AttributeValues values, List<GenAiEvent> events) {
    this.values = values;
    this.events = events;
    this.details = EventMessages.details(events);
  }

  Messages input() {
    Messages messages =
        first(
            () -> structured(values, "gen_ai.input.messages", "user"),
            () -> structured(details, "gen_ai.input.messages", "user"),
            () -> EventMessages.read(events, /* isOutput= */ false),
            () -> indexed("gen_ai.prompt", "user"),
            () -> EventMessages.readContent(events, /* isOutput= */ false),
            () -> plain("gen_ai.prompt", "user"));
    GenAiMessage system = system();
    return messages.withSystem(
        system == null && !messages.hasSystem() ? EventMessages.system(events) : system);
  }

  Messages output() {
    return first(
        () -> structured(values, "gen_ai.output.messages", "assistant"),
        () -> structured(details, "gen_ai.output.messages", "assistant"),
        () -> EventMessages.read(events, /* isOutput= */ true),
        () -> indexed("gen_ai.completion", "assistant"),
        () -> EventMessages.readContent(events, /* isOutput= */ true),
        () -> plain("gen_ai.completion", "assistant"));
  }

  /**
   * Returns the first messages that are complete and have content. If there are none, returns the
   * messages with the most text.
   */
  @SafeVarargs
  private static Messages first(Supplier<Messages>... sources) {
    Messages best = Messages.NONE;
    for (Supplier<Messages> source : sources) {
      Messages messages = source.get();
      if (messages.isWhole()) {
        return messages;
      }
      boolean isBetter = best.isEmpty() || messages.json().length() > best.json().length();
      best = isBetter ? messages : best;
    }
    return best;
  }

  private static Messages structured(@Nullable AttributeValues from, String key, String role) {
    PartialJson.Result json = from == null ? null : from.json(key);
    String text = from == null || json != null ? null : from.filled(key);
    MessageReader reader = new MessageReader(role);
    if (json != null) {
      return reader.read(json);
    }
    return text == null ? Messages.NONE : reader.read(unquoted(text));
  }

  /** Returns the JSON inside of a text that some tracers have written as a JSON string. */
  private static String unquoted(String text) {
    if (!text.startsWith("\"[") && !text.startsWith("\"{")) {
      return text;
    }
    // Wraps the text in a list, because the reader expects objects and lists.
    boolean isWhole = text.length() > 1 && text.endsWith("\"");
    PartialJson.Result json = PartialJson.read('[' + text + (isWhole ? "]" : ""));
    List<@Nullable Object> strings = Trees.list(json == null ? null : json.value());
    return !strings.isEmpty() && strings.get(0) instanceof String inner ? inner : text;
  }

  private Messages plain(String key, String role) {
    return structured(values, key, role);
  }

  /** Reads keys such as {@code gen_ai.prompt.0.content}. */
  private Messages indexed(String list, String role) {
    List<GenAiMessage> messages = new ArrayList<>();
    for (AttributeValues element : values.list(list)) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      for (String name : element.names()) {
        if (name.indexOf('.') < 0) {
          tree.put(name, element.get(name));
        }
      }
      List<Map<String, @Nullable Object>> calls = new ArrayList<>();
      for (AttributeValues call : element.list("tool_calls")) {
        calls.add(
            Trees.of(
                "id",
                call.text("id"),
                "name",
                call.text("name", "function.name"),
                "arguments",
                call.text("arguments", "function.arguments")));
      }
      if (!calls.isEmpty()) {
        tree.put("tool_calls", calls);
      }
      GenAiMessage message = new MessageReader(role).message(tree);
      if (message != null) {
        messages.add(message);
      }
    }
    return new Messages(messages, false);
  }

  private @Nullable GenAiMessage system() {
    String key = "gen_ai.system_instructions";
    AttributeValues from = values.has(key) || details == null ? values : details;
    PartialJson.Result json = from.json(key);
    String text = from.filled(key);
    if (json == null) {
      return text == null ? null : GenAiMessage.text("system", text);
    }
    Map<String, @Nullable Object> message = Trees.of("role", "system", "parts", json.value());
    GenAiMessage system = new MessageReader("system").message(message);
    return system == null || system.parts().isEmpty() ? null : system;
  }
}
