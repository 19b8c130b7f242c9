// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import io.openinference.semconv.DocumentAttributes;
import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.MetadataAttributes;
import io.openinference.semconv.ToolAttributes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts single values as Phoenix does before it nests them. */
final class PhoenixValues {

  private static final Set<String> INTEGER_KEYS =
      Set.of(
          LlmAttributes.LLM_TOKEN_COUNT_PROMPT.getKey(),
          LlmAttributes.LLM_TOKEN_COUNT_COMPLETION.getKey(),
          LlmAttributes.LLM_TOKEN_COUNT_TOTAL.getKey());

  private static final List<String> JSON_KEY_ENDINGS =
      List.of(
          DocumentAttributes.DOCUMENT_METADATA.getKey(),
          LlmAttributes.LLM_PROMPT_TEMPLATE_VARIABLES.getKey(),
          MetadataAttributes.METADATA.getKey(),
          ToolAttributes.TOOL_PARAMETERS.getKey());

  /** Returns null if Phoenix drops the value. */
  static @Nullable Object decode(String key, Object value) {
    if (INTEGER_KEYS.contains(key)) {
      return toInteger(value);
    }
    if (value instanceof String text && JSON_KEY_ENDINGS.stream().anyMatch(key::endsWith)) {
      return Json.readLenient(text);
    }
    return value;
  }

  /** Tells whether Python treats a value as false. */
  static boolean isEmpty(Object value) {
    return value.equals(0L)
        || value.equals(0.0)
        || value.equals(-0.0)
        || value.equals(false)
        || (value instanceof Collection<?> collection && collection.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  private static Object toInteger(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1L : 0L;
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return shorten(new BigDecimal(number).toBigInteger());
    }
    if (value instanceof String text && text.strip().matches("[+-]?\\d+(_\\d+)*")) {
      return shorten(new BigInteger(text.strip().replace("_", "")));
    }
    return value;
  }

  private static Object shorten(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private PhoenixValues() {}
}
