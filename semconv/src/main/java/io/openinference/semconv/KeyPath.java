// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import io.opentelemetry.api.common.AttributeKey;

/** Adds a prefix to a key and keeps the key's type. */
final class KeyPath {

  static String join(String prefix, AttributeKey<?> part) {
    return prefix + '.' + part.getKey();
  }

  // Safe: the result has the same type as the part, and a type stands for one class of values.
  @SuppressWarnings("unchecked")
  static <T> AttributeKey<T> append(String prefix, AttributeKey<T> part) {
    return (AttributeKey<T>) untyped(join(prefix, part), part);
  }

  private static AttributeKey<?> untyped(String key, AttributeKey<?> part) {
    if (part instanceof ObjectListKey) {
      return new ObjectListKey(key);
    }
    if (part instanceof ObjectKey) {
      return new ObjectKey(key);
    }
    return switch (part.getType()) {
      case STRING -> AttributeKey.stringKey(key);
      case BOOLEAN -> AttributeKey.booleanKey(key);
      case LONG -> AttributeKey.longKey(key);
      case DOUBLE -> AttributeKey.doubleKey(key);
      case STRING_ARRAY -> AttributeKey.stringArrayKey(key);
      case BOOLEAN_ARRAY -> AttributeKey.booleanArrayKey(key);
      case LONG_ARRAY -> AttributeKey.longArrayKey(key);
      case DOUBLE_ARRAY -> AttributeKey.doubleArrayKey(key);
      case VALUE -> AttributeKey.valueKey(key);
    };
  }

  private KeyPath() {}
}
