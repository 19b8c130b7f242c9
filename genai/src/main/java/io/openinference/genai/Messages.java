// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one side of a model call.
 *
 * @param list the messages, oldest first
 * @param isCut whether an attribute limit has cut the text that held the messages
 */
record Messages(List<GenAiMessage> list, boolean isCut) {

  static final Messages NONE = new Messages(List.of(), false);

  boolean isEmpty() {
    return list.isEmpty();
  }

  /** Returns the messages with system instructions in front, unless the list has them already. */
  Messages withSystem(@Nullable GenAiMessage system) {
    if (system == null || list.stream().anyMatch(message -> isSame(message, system))) {
      return this;
    }
    List<GenAiMessage> all = new ArrayList<>();
    all.add(system);
    all.addAll(list);
    return new Messages(all, isCut);
  }

  /** Tracers that set the instructions twice may cut or split one of the two. */
  private static boolean isSame(GenAiMessage message, GenAiMessage system) {
    boolean isSystem = message.role().equals("system") || message.role().equals("developer");
    return isSystem && (message.equals(system) || text(message).equals(text(system)));
  }

  private static String text(GenAiMessage message) {
    StringBuilder text = new StringBuilder();
    for (Map<String, @Nullable Object> part : message.parts()) {
      text.append(Trees.text(part, "content"));
    }
    return text.toString();
  }

  /**
   * Tells whether at least one message has content. Tracers that hide content record only roles.
   */
  boolean hasContent() {
    return list.stream().anyMatch(message -> !message.parts().isEmpty());
  }

  /** Tells whether the messages have content and none of the content is cut. */
  boolean isWhole() {
    return hasContent() && !isCut;
  }

  boolean hasSystem() {
    return list.stream().anyMatch(message -> message.role().equals("system"));
  }

  String json() {
    List<Map<String, @Nullable Object>> trees = new ArrayList<>();
    list.forEach(message -> trees.add(message.tree()));
    return JsonText.write(trees);
  }
}
