// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.CredentialRedactor;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A body as openai-java sends or receives it. */
final class WireBody {

  /** A request without a body, such as one that only names a stored response. */
  static final WireBody NONE = new WireBody(Map.of());

  private final Map<String, ?> fields;
  private final @Nullable String json;
  private final int longestText;
  private final int[] fieldStarts;
  private final boolean mayHoldCredential;

  /** Makes a body whose text has not been written. */
  WireBody(Map<String, ?> fields) {
    this(fields, null, Integer.MAX_VALUE, new int[0], true);
  }

  /**
   * @param fields a map equal to the JSON, empty if that is not an object; not modified afterwards
   * @param json the JSON text, or null if it has not been written
   * @param longestText the length of its longest string in characters, or more
   * @param fieldStarts where in the text the fields begin, each with the brace or comma before it,
   *     and where the last one ends; empty if that is not known
   * @param mayHoldCredential false if no name and no text in it is one of a credential
   */
  WireBody(
      Map<String, ?> fields,
      @Nullable String json,
      int longestText,
      int[] fieldStarts,
      boolean mayHoldCredential) {
    this.fields = fields;
    this.json = json;
    this.longestText = longestText;
    this.fieldStarts = fieldStarts;
    this.mayHoldCredential = mayHoldCredential;
  }

  /** Returns the body itself where it holds no credential. */
  WireBody withoutCredentials() {
    if (!mayHoldCredential) {
      return this;
    }
    Map<String, ?> redacted = CredentialRedactor.redactFields(fields);
    return redacted == fields ? this : new WireBody(redacted);
  }

  /** Returns a map equal to the JSON, empty if that is not an object; not to be modified. */
  Map<String, ?> fields() {
    return fields;
  }

  /** Returns the length of the longest string in characters, or more. */
  int longestText() {
    return longestText;
  }

  /** Returns the JSON text, written now if it was not. */
  String text() {
    return json == null ? WireJson.toJson(fields) : json;
  }

  /** Returns the JSON text of some of the fields cut out of the whole, or null if it cannot be. */
  @Nullable String cut(Predicate<String> isKept) {
    if (json == null || fieldStarts.length != fields.size() + 1) {
      return null;
    }
    StringBuilder text = new StringBuilder().append('{');
    int field = 0;
    for (String name : fields.keySet()) {
      if (isKept.test(name)) {
        text.append(text.length() == 1 ? "" : ",")
            .append(json, fieldStarts[field] + 1, fieldStarts[field + 1]);
      }
      field++;
    }
    return text.append('}').toString();
  }
}
