// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import io.openinference.instrumentation.api.stream.StreamedText.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Field names that decide how the fragments of a field are joined. */
final class FieldNames {

  /** The name of the string that grows in every object. */
  static final String TEXT = "text";

  static final String CONTENT = "content";

  /** Strings that grow inside messages and may have equal fragments in a row. */
  private static final Set<String> PROSE =
      Set.of(
          TEXT,
          CONTENT,
          "refusal",
          "reasoning",
          "reasoning_content",
          "reasoning_text",
          "thinking",
          "thinking_content",
          "thinking_text",
          "reasoning_trace",
          "chain_of_thought",
          "analysis",
          "thought",
          "thoughts",
          "reasoning_summary",
          "cot_summary",
          "tool_plan",
          "summary",
          "transcript",
          "input",
          "code",
          "data",
          "result");

  /** Strings that some servers send in a choice and not in its message. */
  private static final Set<String> REASONING =
      Set.of("reasoning", "reasoning_content", "reasoning_text", "thinking");

  /** Strings that grow and hold JSON. */
  private static final Set<String> JSON = Set.of("arguments", "partial_json", "input_json");

  /** Strings that arrive whole; some servers repeat them with every fragment. */
  private static final Set<String> WHOLE =
      Set.of("channel", "format", "id", "model", "object", "phase", "role", "status", "type");

  /** Fields of message parts that arrive in several fragments. */
  private static final Set<String> PART =
      Set.of(
          TEXT,
          CONTENT,
          "thinking",
          "reasoning",
          "summary",
          "signature",
          "data",
          "refusal",
          "type",
          "id",
          "index",
          "format",
          "annotations",
          "closed");

  /** Lists whose elements are distinguished even without an index or an id. */
  private static final Set<String> KEYED = Set.of("choices", "tool_calls");

  /** Fields of the last fragments, for which the budget keeps a reserve. */
  private static final Set<String> LAST =
      Set.of("usage", "finish_reason", "model", "error", "service_tier");

  static boolean isJson(String name) {
    return JSON.contains(name);
  }

  static boolean isReasoning(@Nullable Object name) {
    return name instanceof String field && REASONING.contains(field);
  }

  static boolean isWhole(String name) {
    return WHOLE.contains(name);
  }

  static boolean isText(String name) {
    return PROSE.contains(name) || JSON.contains(name);
  }

  static Kind kindOf(String name) {
    if (JSON.contains(name)) {
      return Kind.JSON;
    }
    return PROSE.contains(name) ? Kind.PROSE : Kind.VALUE;
  }

  /** Tells whether a value only says that there is reasoning, and is no piece of its text. */
  static boolean isFlag(String name, @Nullable Object value) {
    return value instanceof Boolean && !name.equals(CONTENT) && !name.equals(TEXT) && !isJson(name);
  }

  static boolean isOfPart(Object name) {
    return name instanceof String field && PART.contains(field);
  }

  static boolean isKeyed(String name) {
    return KEYED.contains(name);
  }

  static boolean mayComeLast(String name) {
    return LAST.contains(name);
  }

  private FieldNames() {}
}
