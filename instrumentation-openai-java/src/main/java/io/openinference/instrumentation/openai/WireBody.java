// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body as openai-java sends or receives it.
 *
 * @param fields a map equal to its JSON, empty if it is not a JSON object; not to be modified
 * @param json the JSON text, or null if it has not been written
 * @param longestText the length of its longest string in characters, or more
 */
record WireBody(Map<String, ?> fields, @Nullable String json, int longestText) {

  /** A request without a body, such as one that only names a stored response. */
  static final WireBody NONE = new WireBody(Map.of(), null);

  /** Makes a body whose text has not been written. */
  WireBody(Map<String, ?> fields, @Nullable String json) {
    this(fields, json, Integer.MAX_VALUE);
  }

  /** Returns the JSON text, written now if it was not. */
  String text() {
    return json == null ? WireJson.toJson(fields) : json;
  }
}
