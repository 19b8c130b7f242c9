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
 * How many attributes a span may have.
 *
 * <p>The API does not tell, but to drop whole messages one must know. The SDK is asked by
 * reflection, once for each tracer; where it cannot be asked, the settings of the process and
 * OpenTelemetry's default say it.
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
