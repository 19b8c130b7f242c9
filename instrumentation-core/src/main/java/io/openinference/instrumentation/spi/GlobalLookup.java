// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the global OpenTelemetry without setting it; {@code GlobalOpenTelemetry.get()} would set
 * it.
 */
final class GlobalLookup {

  private static final String AUTO_CONFIGURATION =
      "io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk";
  private static final BooleanSupplier IS_SET = isSet();

  /**
   * Returns the global OpenTelemetry, or null if the application has set none.
   *
   * <p>If a library calls {@code get()} before the application has set one, the API stores an
   * instance that does nothing. That instance does not count.
   */
  static @Nullable OpenTelemetry find() {
    if (!IS_SET.getAsBoolean()) {
      return null;
    }
    OpenTelemetry global = GlobalOpenTelemetry.get();
    return global.getTracerProvider() == OpenTelemetry.noop().getTracerProvider() ? null : global;
  }

  /**
   * Tells whether {@code GlobalOpenTelemetry.get()} configures a global OpenTelemetry by itself.
   */
  static boolean isAutoConfigured() {
    if (!"true".equalsIgnoreCase(autoConfiguration())) {
      return false;
    }
    try {
      Class.forName(AUTO_CONFIGURATION, false, GlobalOpenTelemetry.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Logs in one line where a global OpenTelemetry that configures itself sends spans. */
  static String autoConfiguredRoute() {
    String exporter = setting("otel.traces.exporter", "otlp");
    String protocol = setting("otel.exporter.otlp.protocol", "grpc");
    String endpoint =
        setting(
            "otel.exporter.otlp.endpoint",
            protocol.equals("grpc") ? "http://localhost:4317" : "http://localhost:4318");
    String tracesEndpoint = setting("otel.exporter.otlp.traces.endpoint", endpoint);
    return "OpenInference: spans go to the global OpenTelemetry, which configures itself"
        + " (otel.java.global-autoconfigure.enabled): exporter "
        + exporter
        + (exporter.equals("otlp") ? ", " + tracesEndpoint.replaceAll("//[^/@]*@", "//") : "")
        + ". It reads no PHOENIX_* settings.";
  }

  private static String setting(String property, String otherwise) {
    String value = System.getProperty(property);
    if (value == null || value.isBlank()) {
      value = System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_'));
    }
    return value == null || value.isBlank() ? otherwise : value.trim();
  }

  private static @Nullable String autoConfiguration() {
    // OpenTelemetry accepts a hyphen instead of a dot in property names.
    return Stream.of(
            System.getProperty("otel.java.global-autoconfigure.enabled"),
            System.getProperty("otel.java.global.autoconfigure.enabled"),
            System.getenv("OTEL_JAVA_GLOBAL_AUTOCONFIGURE_ENABLED"))
        .filter(value -> value != null && !value.isBlank())
        .map(String::trim)
        .findFirst()
        .orElse(null);
  }

  private static BooleanSupplier isSet() {
    try {
      GlobalOpenTelemetry.class.getMethod("isSet");
      return GlobalOpenTelemetry::isSet;
    } catch (NoSuchMethodException olderRelease) {
      return isFieldSet();
    }
  }

  /** Releases of the API without {@code isSet()} have this field. */
  private static BooleanSupplier isFieldSet() {
    try {
      Field field = GlobalOpenTelemetry.class.getDeclaredField("globalOpenTelemetry");
      return field.trySetAccessible() ? () -> isPresent(field) : () -> false;
    } catch (NoSuchFieldException e) {
      return () -> false;
    }
  }

  private static boolean isPresent(Field field) {
    try {
      return field.get(null) != null;
    } catch (IllegalAccessException e) {
      return false;
    }
  }

  private GlobalLookup() {}
}
