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
    if (system == null || list.contains(system)) {
      return this;
    }
    List<GenAiMessage> all = new ArrayList<>();
    all.add(system);
    all.addAll(list);
    return new Messages(all, isCut);
  }

  String json() {
    List<Map<String, @Nullable Object>> trees = new ArrayList<>();
    list.forEach(message -> trees.add(message.tree()));
    return JsonText.write(trees);
  }
}
