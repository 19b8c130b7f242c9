// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The maximum number of attributes of a span. OpenTelemetry's default of 128 is full after some 50
 * chat messages.
 */
final class AttributeLimit {

  static final String SPAN_ATTRIBUTES = "otel.span.attribute.count.limit";
  static final String ATTRIBUTES = "otel.attribute.count.limit";

  /** The maximum if the user set no limit. */
  static final int RAISED = 10_000;

  private static final int DEFAULT_OF_OPENTELEMETRY = 128;

  /** Returns the property that raises the limit, or no property if the user set a limit. */
  static Map<String, String> raise(ConfigProperties config) {
    boolean isSet = isSet(config.getString(SPAN_ATTRIBUTES)) || isSet(config.getString(ATTRIBUTES));
    return isSet ? Map.of() : Map.of(SPAN_ATTRIBUTES, Integer.toString(RAISED));
  }

  /** Returns the limit in force. */
  static int of(ConfigProperties config) {
    return config.getInt(SPAN_ATTRIBUTES, config.getInt(ATTRIBUTES, DEFAULT_OF_OPENTELEMETRY));
  }

  private static boolean isSet(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  private AttributeLimit() {}
}
