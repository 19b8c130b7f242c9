// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.wire.WireObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Helpers for texts of messages. */
final class Texts {

  /** Returns the texts of a field, one after the other. */
  static String joined(List<WireObject> objects, String field) {
    StringBuilder joined = new StringBuilder();
    for (WireObject object : objects) {
      String text = object.string(field);
      joined.append(text == null ? "" : text);
    }
    return joined.toString();
  }

  /** Returns a message of one text in the form of Converse. */
  static Map<String, ?> message(String role, String text) {
    return Map.of("role", role, "content", List.of(Map.of("text", text)));
  }

  /** Returns the sum of counts, or null where there is none. */
  static @Nullable Long sum(@Nullable Long... counts) {
    Long sum = null;
    for (Long count : counts) {
      if (count != null) {
        sum = (sum == null ? 0 : sum) + count;
      }
    }
    return sum;
  }

  /** Returns the text behind base64, or null where it is none. */
  static @Nullable String decoded(@Nullable String base64) {
    try {
      return base64 == null
          ? null
          : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private Texts() {}
}
