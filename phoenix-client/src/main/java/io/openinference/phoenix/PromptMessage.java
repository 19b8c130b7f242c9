// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message of a prompt.
 *
 * @since 0.1.0
 */
public final class PromptMessage extends ServerValue {

  PromptMessage(Map<String, @Nullable Object> json) {
    super(json);
  }

  /**
   * Returns a message with a text.
   *
   * @param role {@code system}, {@code developer}, {@code user}, {@code assistant} or {@code tool}
   */
  public static PromptMessage of(String role, String text) {
    return new PromptMessage(Json.object("role", role, "content", text));
  }

  /**
   * Returns a message of parts.
   *
   * @param parts each as {@link #parts} describes
   */
  public static PromptMessage of(String role, List<? extends Map<String, ?>> parts) {
    return new PromptMessage(Json.object("role", role, "content", List.copyOf(parts)));
  }

  /** Returns the role: system, developer, user, assistant or tool. */
  public String role() {
    // Phoenix also keeps the words of other libraries.
    String role = text("role");
    return role.equals("ai") || role.equals("model") ? "assistant" : role;
  }

  /**
   * Returns the content in parts. Each has a {@code type}: {@code text} with {@code text}, {@code
   * tool_call} with {@code tool_call_id} and {@code tool_call}, or {@code tool_result} with {@code
   * tool_call_id} and {@code tool_result}.
   */
  public List<Map<String, @Nullable Object>> parts() {
    Object content = json().get("content");
    if (content instanceof List) {
      return Json.maps(content);
    }
    return content == null ? List.of() : List.of(Json.object("type", "text", "text", content));
  }

  /** Returns the texts, with an empty line between two. */
  public String text() {
    return parts().stream()
        .filter(part -> "text".equals(part.get("type")))
        .map(part -> String.valueOf(part.get("text")))
        .collect(Collectors.joining("\n\n"));
  }

  /** Returns the message with each text changed. */
  PromptMessage withTexts(UnaryOperator<String> change) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(json());
    Object content = json.get("content");
    if (content instanceof String text) {
      json.put("content", change.apply(text));
    } else {
      List<Map<String, @Nullable Object>> parts = new ArrayList<>();
      for (Map<String, @Nullable Object> part : parts()) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(part);
        if ("text".equals(part.get("type"))) {
          changed.put("text", change.apply(String.valueOf(part.get("text"))));
        }
        parts.add(changed);
      }
      json.put("content", parts);
    }
    return new PromptMessage(json);
  }
}
