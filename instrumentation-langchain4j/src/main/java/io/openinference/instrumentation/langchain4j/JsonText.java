// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.internal.Json;
import io.openinference.instrumentation.api.CredentialRedactor;
import io.openinference.instrumentation.api.wire.JsonTree;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON with LangChain4j's own mapper. */
final class JsonText {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Returns a value of maps, collections and scalars as JSON. */
  static @Nullable String of(@Nullable Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /**
   * Returns a value as JSON without its credentials, such as headers that an application adds to a
   * request.
   */
  static @Nullable String withoutCredentials(Object value) {
    // The fields of an application's own object are visible only in its JSON.
    Object tree = JsonTree.of(value);
    return tree == null ? null : of(CredentialRedactor.redact(tree));
  }

  /**
   * Returns an application's object as JSON, or its {@code toString()} if it cannot be written as
   * JSON.
   */
  static String ofObject(Object value) {
    try {
      // LangChain4j's own codec can write dates and enums of structured outputs.
      return Json.toJson(value);
    } catch (RuntimeException | LinkageError e) {
      return String.valueOf(value);
    }
  }

  /** Tells whether a value is shown as plain text: a string, number, boolean or enum. */
  static boolean isScalar(Object value) {
    return value instanceof CharSequence
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Enum;
  }

  static boolean isEmpty(@Nullable Object value) {
    return value == null
        || (value instanceof Collection<?> collection && collection.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  private JsonText() {}
}
