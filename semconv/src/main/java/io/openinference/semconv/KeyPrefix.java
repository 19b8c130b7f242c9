// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import org.jspecify.annotations.Nullable;

/** A key that holds no value and starts the keys of its parts. */
abstract sealed class KeyPrefix implements AttributeKey<Void> permits ObjectKey, ObjectListKey {

  private final String key;

  KeyPrefix(String key) {
    this.key = key;
  }

  @Override
  public final String getKey() {
    return key;
  }

  /**
   * Returns {@link AttributeType#STRING}, because no type means "no value"; no attribute has this
   * key.
   */
  @Override
  public final AttributeType getType() {
    return AttributeType.STRING;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof KeyPrefix that && getClass() == that.getClass() && key.equals(that.key);
  }

  @Override
  public final int hashCode() {
    return key.hashCode();
  }

  @Override
  public final String toString() {
    return key;
  }
}
