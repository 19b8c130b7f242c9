// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message in the newest form of {@code gen_ai.input.messages}.
 *
 * @param role who wrote the message
 * @param parts the parts, in the order of the conversation
 * @param name the name of the participant or tool
 * @param finishReason why the model stopped, in an output message of older tracers
 */
record GenAiMessage(
    String role,
    List<Map<String, @Nullable Object>> parts,
    @Nullable String name,
    @Nullable String finishReason) {

  /** Returns the role as the convention names it. */
  static String role(@Nullable String role, String otherwise) {
    if (role == null || role.isEmpty()) {
      return otherwise;
    }
    String lower = role.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "agent", "model", "ai" -> "assistant";
      case "human" -> "user";
      case "function" -> "tool";
      default -> lower;
    };
  }

  static GenAiMessage text(String role, String content) {
    return new GenAiMessage(role, List.of(Parts.text(content)), null, null);
  }

  /** Returns the text of a message that has only text, or null. */
  @Nullable String soleText() {
    return parts.size() == 1 && Parts.TEXT.equals(parts.get(0).get("type"))
        ? Trees.text(parts.get(0), "content")
        : null;
  }

  boolean hasPart(String type) {
    return parts.stream().anyMatch(part -> type.equals(part.get("type")));
  }

  Map<String, @Nullable Object> tree() {
    return Trees.of("role", role, "parts", parts, "name", name, "finish_reason", finishReason);
  }
}
