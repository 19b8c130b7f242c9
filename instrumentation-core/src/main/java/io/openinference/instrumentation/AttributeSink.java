// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import org.jspecify.annotations.Nullable;

/** Takes attributes on their way to a span; a null value is no attribute. */
interface AttributeSink {

  <T> void set(AttributeKey<T> key, @Nullable T value);

  /** Does not write the JSON text where it is hidden. */
  void setJson(AttributeKey<String> key, @Nullable JsonObject value);
}
