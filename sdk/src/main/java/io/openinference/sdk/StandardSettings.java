// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks the most common OpenTelemetry settings. OpenTelemetry throws on a bad value and does not
 * say which values are allowed. This class logs a warning and uses the default.
 */
final class StandardSettings {

  private static final List<String> DURATIONS =
      List.of(
          "otel.bsp.schedule.delay",
          "otel.bsp.export.timeout",
          "otel.exporter.otlp.timeout",
          "otel.exporter.otlp.traces.timeout");
  private static final List<String> POSITIVE_COUNTS =
      List.of("otel.bsp.max.queue.size", "otel.bsp.max.export.batch.size");
  private static final List<String> COUNTS =
      List.of(
          AttributeLimit.SPAN_ATTRIBUTES,
          AttributeLimit.ATTRIBUTES,
          "otel.attribute.value.length.limit",
          "otel.span.attribute.value.length.limit",
          "otel.span.event.count.limit",
          "otel.span.link.count.limit");
  private static final List<String> BOOLEANS =
      List.of("otel.sdk.disabled", "otel.java.exporter.otlp.retry.disabled");
  private static final String RESOURCE_ATTRIBUTES = "otel.resource.attributes";

  static void check(EnvironmentSettings settings) {
    DURATIONS.forEach(property -> settings.check(property, SettingTypes.DURATION));
    POSITIVE_COUNTS.forEach(property -> settings.check(property, SettingTypes.POSITIVE_COUNT));
    COUNTS.forEach(property -> settings.check(property, SettingTypes.COUNT));
    BOOLEANS.forEach(property -> checkBoolean(settings, property));
    checkSamplerRatio(settings);
    checkResourceAttributes(settings);
  }

  private static void checkBoolean(EnvironmentSettings settings, String property) {
    settings.check(property, SettingTypes.BOOLEAN);
    String value = settings.text(property);
    String read = value == null ? null : SettingTypes.BOOLEAN.reader().read(value);
    if (read != null) {
      // OpenTelemetry only accepts "true" as true.
      settings.correct(property, read);
    }
  }

  private static void checkSamplerRatio(EnvironmentSettings settings) {
    String sampler = settings.text("otel.traces.sampler");
    // The argument has another meaning for other samplers.
    if (sampler != null && sampler.endsWith("traceidratio")) {
      settings.check("otel.traces.sampler.arg", SettingTypes.RATIO);
    }
  }

  private static void checkResourceAttributes(EnvironmentSettings settings) {
    String text = settings.text(RESOURCE_ATTRIBUTES);
    if (text == null) {
      return;
    }
    List<String> pairs = Arrays.stream(text.split(",")).filter(pair -> !pair.isBlank()).toList();
    List<String> good = pairs.stream().filter(pair -> pair.trim().indexOf('=') > 0).toList();
    if (good.size() < pairs.size()) {
      EnvironmentSettings.warn(
          EnvironmentSettings.name(RESOURCE_ATTRIBUTES)
              + " holds pairs without a name or \"=\": "
              + pairs.stream().filter(pair -> !good.contains(pair)).collect(Collectors.joining(","))
              + " but must be comma-separated name=value pairs; these pairs are ignored.");
      settings.correct(RESOURCE_ATTRIBUTES, String.join(",", good));
    }
  }

  private StandardSettings() {}
}
