// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import io.openinference.instrumentation.api.stream.StreamedText.Kind;
import java.util.Set;

/** What the names of fields say about how the fields come in fragments. */
final class FieldNames {

  /** The string that grows everywhere. */
  static final String TEXT = "text";

  static final String CONTENT = "content";

  /** Strings that grow in messages, and of which equal fragments follow each other. */
  private static final Set<String> PROSE =
      Set.of(
          TEXT,
          CONTENT,
          "refusal",
          "reasoning",
          "reasoning_content",
          "reasoning_text",
          "thinking",
          "thoughts",
          "summary",
          "transcript",
          "input",
          "code",
          "data",
          "result");

  /** Strings that grow and hold JSON. */
  private static final Set<String> JSON = Set.of("arguments", "partial_json", "input_json");

  /** Strings that come whole, and from some servers with every fragment. */
  private static final Set<String> WHOLE =
      Set.of("channel", "format", "id", "model", "object", "phase", "role", "status", "type");

  /** What a part of a message may have that comes in several fragments. */
  private static final Set<String> PART =
      Set.of(
          TEXT,
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

  /** Lists whose elements are told apart although they may have neither index nor id. */
  private static final Set<String> KEYED = Set.of("choices", "tool_calls");

  /** Fields that come with the last fragments, for which there must still be room. */
  private static final Set<String> LAST =
      Set.of("usage", "finish_reason", "model", "error", "service_tier");

  static boolean isJson(String name) {
    return JSON.contains(name);
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
