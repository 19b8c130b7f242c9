// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import org.jspecify.annotations.Nullable;

/** Receives the attributes of a span; a null value means no attribute. */
interface AttributeSink {

  <T> void set(AttributeKey<T> key, @Nullable T value);

  /** Sets a JSON attribute and does not write the JSON text if a setting hides the attribute. */
  void setJson(AttributeKey<String> key, @Nullable JsonObject value);
}
