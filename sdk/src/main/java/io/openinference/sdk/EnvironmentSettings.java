// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings from system properties and environment variables, in OpenTelemetry's order.
 *
 * <p>A bad value is warned of and counts as unset: a typing error in the environment must not take
 * the application down.
 */
final class EnvironmentSettings {

  private static final Logger LOGGER = Logger.getLogger(OpenInferenceSdk.class.getName());

  private final ConfigProperties config;
  private final Map<String, String> corrections = new HashMap<>();

  EnvironmentSettings(ConfigProperties config) {
    this.config = config;
  }

  /** Returns the trimmed text, or null where there is none. */
  @Nullable String text(String property) {
    String text = config.getString(property);
    return text == null || text.isBlank() ? null : text.trim();
  }

  /** Returns the first value that is set and allowed. */
  <T> @Nullable T first(SettingType<T> type, String... properties) {
    for (String property : properties) {
      T value = get(property, type);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  <T> @Nullable T get(String property, SettingType<T> type) {
    String text = text(property);
    if (text == null) {
      return null;
    }
    T value = type.reader().read(text);
    if (value == null) {
      warn(type.complaint(name(property), text) + "; it is ignored.");
    }
    return value;
  }

  /** Hides a bad value from OpenTelemetry, which would throw on it. */
  void check(String property, SettingType<?> type) {
    if (text(property) != null && get(property, type) == null) {
      correct(property, "");
    }
  }

  void correct(String property, String text) {
    corrections.put(property, text);
  }

  /** Returns what OpenTelemetry should see in place of what the user set. */
  Map<String, String> corrections() {
    return corrections;
  }

  /** Returns the name under which the user is likely to have set the property. */
  static String name(String property) {
    return System.getProperty(property) != null
        ? property
        : property.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  static void warn(String message) {
    LOGGER.warning(message);
  }
}
