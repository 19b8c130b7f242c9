// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.EnvironmentSettings.Setting;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Finds the maximum number of attributes that a span may have.
 *
 * <p>The recorder needs this limit to drop whole messages instead of parts of messages. The class
 * asks the SDK, once for each tracer and OpenTelemetry. If the SDK does not answer, the class uses
 * the limit from the process settings, or else OpenTelemetry's default.
 */
final class AttributeCountLimit {

  private static final int DEFAULT = 128;

  static IntSupplier of(OpenTelemetry openTelemetry) {
    Supplier<Integer> latest = SdkProvider.latest(openTelemetry, AttributeCountLimit::find);
    return latest::get;
  }

  private static int find(OpenTelemetry openTelemetry) {
    try {
      return SdkProvider.of(openTelemetry).maxNumberOfAttributes();
    } catch (Throwable t) {
      TelemetryGuard.rethrowFatal(t);
      return ofSettings();
    }
  }

  private static int ofSettings() {
    return setting(
        "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", setting("OTEL_ATTRIBUTE_COUNT_LIMIT", DEFAULT));
  }

  private static int setting(String variable, int otherwise) {
    Setting setting = EnvironmentSettings.PROCESS.get(variable);
    try {
      return setting == null ? otherwise : Integer.parseInt(setting.value());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private AttributeCountLimit() {}
}
