// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.EnvironmentSettings.Setting;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.openinference.instrumentation.spi.LatestValue;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import java.lang.reflect.Method;
import java.util.function.IntSupplier;

/**
 * Finds the maximum number of attributes that a span may have.
 *
 * <p>The OpenTelemetry API does not expose this limit, but the recorder needs it to drop whole
 * messages instead of parts of messages. The class asks the SDK by reflection, once for each
 * tracer. If the SDK does not answer, the class uses the limit from the process settings, or else
 * OpenTelemetry's default.
 */
final class AttributeCountLimit {

  private static final int DEFAULT = 128;

  static IntSupplier of(OpenTelemetry openTelemetry) {
    if (openTelemetry instanceof ApplicationOpenTelemetry application) {
      LatestValue<OpenTelemetry, Integer> latest =
          new LatestValue<>(application::current, AttributeCountLimit::find);
      return latest::get;
    }
    int limit = find(openTelemetry);
    return () -> limit;
  }

  private static int find(OpenTelemetry openTelemetry) {
    try {
      return ofProvider(openTelemetry.getTracerProvider());
    } catch (Throwable t) {
      TelemetryGuard.rethrowFatal(t);
      return ofSettings();
    }
  }

  private static int ofProvider(TracerProvider provider) throws ReflectiveOperationException {
    Object sdk = provider;
    if (!hasMethod(sdk, "getSpanLimits")) {
      // OpenTelemetrySdk hides its provider behind a wrapper.
      sdk = invoke(provider, "unobfuscate");
    }
    return (int) invoke(invoke(sdk, "getSpanLimits"), "getMaxNumberOfAttributes");
  }

  private static boolean hasMethod(Object target, String name) {
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static Object invoke(Object target, String name) throws ReflectiveOperationException {
    Method method = target.getClass().getMethod(name);
    method.setAccessible(true);
    return method.invoke(target);
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
