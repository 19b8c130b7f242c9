// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.security.CodeSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the class path mixes releases of OpenTelemetry or has one that is too old. Maven
 * takes the version of each jar that is nearest to the application, so that another library may
 * bring an old jar among new ones.
 */
final class OpenTelemetryJars {

  /** A type of each jar that the SDK needs. */
  private static final List<String> TYPES =
      List.of(
          "io.opentelemetry.api.OpenTelemetry",
          "io.opentelemetry.context.Context",
          "io.opentelemetry.sdk.OpenTelemetrySdk",
          "io.opentelemetry.sdk.common.CompletableResultCode",
          "io.opentelemetry.sdk.trace.SdkTracerProvider",
          "io.opentelemetry.sdk.metrics.SdkMeterProvider",
          "io.opentelemetry.sdk.logs.SdkLoggerProvider",
          "io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter",
          "io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk",
          "io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties");

  private static final Pattern JAR =
      Pattern.compile(".*[/\\\\](opentelemetry-[a-z-]+?)-(\\d+\\.\\d+\\.\\d+)[^/\\\\]*\\.jar.*");

  private static final String OLDEST = "1.49.0";

  /**
   * Returns what is wrong and what to do, or null if all jars are of one release that is new
   * enough.
   */
  static @Nullable String fault() {
    return fault(TYPES.stream().map(OpenTelemetryJars::location).filter(Objects::nonNull).toList());
  }

  static @Nullable String fault(Collection<String> locations) {
    Map<String, String> versions = versions(locations);
    if (versions.isEmpty()) {
      return null;
    }
    String newest = Collections.max(versions.values(), OpenTelemetryJars::compare);
    if (versions.values().stream().distinct().count() > 1) {
      return "the class path mixes releases of OpenTelemetry "
          + versions
          + ". Import io.opentelemetry:opentelemetry-bom:"
          + (compare(newest, OLDEST) < 0 ? OLDEST : newest)
          + " in your build, so that all jars have one version.";
    }
    return compare(newest, OLDEST) < 0
        ? "the class path has OpenTelemetry "
            + newest
            + ", and "
            + OLDEST
            + " is the oldest release that works. Import io.opentelemetry:opentelemetry-bom:"
            + OLDEST
            + " or newer in your build."
        : null;
  }

  private static Map<String, String> versions(Collection<String> locations) {
    Map<String, String> versions = new TreeMap<>();
    for (String location : locations) {
      Matcher jar = JAR.matcher(location);
      if (jar.matches()) {
        versions.put(jar.group(1), jar.group(2));
      }
    }
    return versions;
  }

  private static int compare(String version, String other) {
    return Arrays.compare(numbers(version), numbers(other));
  }

  /** The JDK's class for versions refuses those that begin or end with zero. */
  private static long[] numbers(String version) {
    return Pattern.compile("\\.").splitAsStream(version).mapToLong(Long::parseLong).toArray();
  }

  private static @Nullable String location(String type) {
    try {
      Class<?> found = Class.forName(type, false, OpenTelemetryJars.class.getClassLoader());
      CodeSource source = found.getProtectionDomain().getCodeSource();
      return source == null || source.getLocation() == null
          ? null
          : source.getLocation().toString();
    } catch (ClassNotFoundException | LinkageError absent) {
      return null;
    }
  }

  private OpenTelemetryJars() {}
}
