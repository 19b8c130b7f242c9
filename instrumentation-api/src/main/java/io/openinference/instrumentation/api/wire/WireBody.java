// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.api.CredentialRedactor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The JSON body of a request or response.
 *
 * @since 0.1.0
 */
public final class WireBody {

  /** A request without a body, such as a request that only names a stored response. */
  public static final WireBody NONE = new WireBody(Map.of());

  private final Map<String, ?> fields;
  private final @Nullable String json;
  private final int longestText;
  private final int[] fieldStarts;
  private final boolean mayHoldCredential;

  /** Creates a body from its fields. The text is written on demand. */
  public WireBody(Map<String, ?> fields) {
    this(fields, null, Integer.MAX_VALUE, new int[0], true);
  }

  /**
   * Creates a body from its fields and its text.
   *
   * @param fields a map equal to the JSON, empty if the JSON is not an object; the caller must not
   *     modify it afterwards
   * @param json the JSON text, or null if it has not been written
   * @param longestText the length of the longest string in characters, or an upper bound
   * @param fieldStarts the positions in the text where the fields begin, each with the brace or
   *     comma before it, and where the last field ends; empty if unknown
   * @param mayHoldCredential false if no name and no text in the body can belong to a credential
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

  /** Returns the body with each credential redacted, or this body if it holds none. */
  public WireBody withoutCredentials() {
    if (!mayHoldCredential) {
      return this;
    }
    Map<String, ?> redacted = CredentialRedactor.redactFields(fields);
    return redacted == fields ? this : new WireBody(redacted);
  }

  /** Returns an unmodifiable map equal to the JSON, empty if the JSON is not an object. */
  public Map<String, ?> fields() {
    return fields;
  }

  /** Returns the length of the longest string in characters, or an upper bound. */
  public int longestText() {
    return longestText;
  }

  /** Returns the JSON text, and writes it if it was not written before. */
  public String text() {
    return json == null ? WireJson.toJson(fields) : json;
  }

  /** Returns a copy of the body in which the field has the value true. */
  public WireBody withTrue(String name) {
    if (Boolean.TRUE.equals(fields.get(name))) {
      return this;
    }
    Map<String, Object> extended = new LinkedHashMap<>(fields);
    extended.put(name, true);
    boolean canBeAppended =
        json != null && fieldStarts.length == fields.size() + 1 && !fields.containsKey(name);
    return canBeAppended ? append(name, extended) : new WireBody(extended);
  }

  private WireBody append(String name, Map<String, Object> extended) {
    String text = withField(requireNonNull(json, "json"), WireJson.toJson(name) + ":true");
    int[] starts = Arrays.copyOf(fieldStarts, fieldStarts.length + 1);
    starts[starts.length - 1] = text.length() - 1;
    return new WireBody(extended, text, longestText, starts, mayHoldCredential);
  }

  /** Copies the text once; {@code substring} and {@code +} would copy it twice. */
  private static String withField(String json, String field) {
    TextBuffer buffer = ModelJson.BUFFERS.take();
    try {
      buffer.write(json, 0, json.length() - 1);
      buffer.write(',');
      buffer.write(field, 0, field.length());
      buffer.write('}');
      return buffer.toString();
    } finally {
      ModelJson.BUFFERS.giveBack(buffer);
    }
  }

  /**
   * Returns the JSON text of some fields, cut out of the whole text, or null if that is not
   * possible.
   */
  public @Nullable String cut(Predicate<String> isKept) {
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
