// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import io.openinference.semconv.InputAttributes;
import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.MimeType;
import io.opentelemetry.api.common.Attributes;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a span as Phoenix 20 decodes them: nested, so that a test sees the same values
 * as a user of Phoenix.
 *
 * <pre>{@code
 * PhoenixView view = PhoenixView.of(span.getAttributes());
 * assertThat(view.inputMessages()).extracting(message -> message.get("role"))
 *     .containsExactly("system", "user");
 * }</pre>
 *
 * <p>The rules were observed on Phoenix:
 *
 * <ul>
 *   <li>Keys are split at dots. A number that is followed by further segments is an index; indices
 *       are sorted and gaps are closed. A number at the end of a key is the name of an entry.
 *   <li>A value at a prefix wins over the values below it. For example, if {@code
 *       llm.input_messages} has a string value, there are no messages, and the longer keys stay
 *       beside it unsplit.
 *   <li>Strings are parsed as JSON if the key ends in {@code metadata}, {@code tool.parameters} or
 *       {@code llm.prompt_template.variables}. JSON null is dropped, and text that is not JSON is
 *       kept.
 *   <li>The counts of prompt, completion and total tokens become integers if possible.
 *   <li>An {@code input.value} that is not a string is written as JSON.
 * </ul>
 *
 * <p>Phoenix also converts the attributes of the namespace {@code gen_ai}; this class only nests
 * them.
 *
 * @since 0.1.0
 */
public final class PhoenixView {

  private final Map<String, Object> nested;

  private PhoenixView(Map<String, Object> nested) {
    this.nested = Collections.unmodifiableMap(nested);
  }

  /** Returns the view of the attributes of a span. */
  public static PhoenixView of(Attributes attributes) {
    return decode(FlatAttributes.of(attributes));
  }

  /**
   * Returns the view of a map of attributes, such as those of a {@link ReceivedSpan}.
   *
   * @throws NullPointerException if a value is null
   */
  public static PhoenixView of(Map<String, ?> attributes) {
    return decode(FlatAttributes.of(attributes));
  }

  private static PhoenixView decode(Map<String, Object> attributes) {
    AttributeTree tree = new AttributeTree();
    attributes.forEach(
        (key, value) -> {
          Object decoded = PhoenixValues.decode(key, value);
          if (decoded != null) {
            tree.put(key, decoded);
          }
        });
    Map<String, Object> nested = tree.toMap();
    writeInputAsJson(nested);
    return new PhoenixView(nested);
  }

  private static void writeInputAsJson(Map<String, Object> nested) {
    Object value = find(nested, InputAttributes.INPUT_VALUE.getKey());
    if (value != null && !(value instanceof String) && !PhoenixValues.isEmpty(value)) {
      Map<Object, Object> input = new HashMap<>((Map<?, ?>) nested.get("input"));
      input.put("value", Json.write(value));
      input.put("mime_type", MimeType.JSON.value());
      nested.put("input", input);
    }
  }

  /**
   * Returns all attributes as a nested map; values are String, Boolean, Long, Double, List or Map.
   */
  public Map<String, Object> asMap() {
    return nested;
  }

  /**
   * Returns the value at a path, such as {@code llm.input_messages} or {@code
   * llm.input_messages.0.message.role}, or null if there is none.
   */
  public @Nullable Object get(String path) {
    return find(nested, path);
  }

  /**
   * Returns the input messages, such as {@code {role=user, content=Hello}}; empty if Phoenix would
   * show none.
   */
  public List<Map<String, Object>> inputMessages() {
    return messages(LlmAttributes.LLM_INPUT_MESSAGES.getKey());
  }

  /** Returns the output messages; empty if Phoenix would show none. */
  public List<Map<String, Object>> outputMessages() {
    return messages(LlmAttributes.LLM_OUTPUT_MESSAGES.getKey());
  }

  private List<Map<String, Object>> messages(String path) {
    if (!(get(path) instanceof List<?> elements)) {
      return List.of();
    }
    return elements.stream().map(PhoenixView::message).toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> message(Object element) {
    return element instanceof Map<?, ?> wrapper
            && wrapper.get("message") instanceof Map<?, ?> message
        ? (Map<String, Object>) message
        : Map.of();
  }

  private static @Nullable Object find(Object from, String path) {
    Object found = from;
    for (String segment : path.split("\\.", -1)) {
      if (found instanceof Map<?, ?> map) {
        found = map.get(segment);
      } else if (found instanceof List<?> list && segment.matches("\\d{1,9}")) {
        int index = Integer.parseInt(segment);
        found = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return found;
  }

  /** Returns the nested attributes as JSON. */
  @Override
  public String toString() {
    return Json.write(nested);
  }
}
