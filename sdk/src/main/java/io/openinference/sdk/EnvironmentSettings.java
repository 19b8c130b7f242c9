// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings from system properties and environment variables, with OpenTelemetry's precedence.
 *
 * <p>A bad value causes a warning and counts as unset, because a typing error in the environment
 * must not stop the application.
 */
final class EnvironmentSettings {

  private final Function<String, @Nullable String> properties;
  private final Consumer<String> complaints;
  private final Map<String, String> corrections = new HashMap<>();

  EnvironmentSettings(ConfigProperties config) {
    this(config::getString, EnvironmentSettings::warn);
  }

  /**
   * Creates settings.
   *
   * @param properties returns the value of a property, or null
   * @param complaints receives the description of a bad value
   */
  EnvironmentSettings(Function<String, @Nullable String> properties, Consumer<String> complaints) {
    this.properties = properties;
    this.complaints = complaints;
  }

  /** Returns the trimmed text, or null if there is none. */
  @Nullable String text(String property) {
    String text = properties.apply(property);
    return text == null || text.isBlank() ? null : text.trim();
  }

  /** Returns the first value that is set and valid. */
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
      complain(type.complaint(name(property), text) + "; it is ignored.");
    }
    return value;
  }

  /** Hides a bad value from OpenTelemetry, which would throw. */
  void check(String property, SettingType<?> type) {
    if (text(property) != null && get(property, type) == null) {
      correct(property, "");
    }
  }

  void correct(String property, String text) {
    corrections.put(property, text);
  }

  /** Returns the values that OpenTelemetry should see instead of the user's values. */
  Map<String, String> corrections() {
    return corrections;
  }

  /** Returns the name that the user most likely used for the property. */
  static String name(String property) {
    return System.getProperty(property) != null
        ? property
        : property.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  void complain(String message) {
    complaints.accept(message);
  }

  static void warn(String message) {
    // Looked up here and not earlier, because an agent reads settings before the application
    // configures logging.
    Logger.getLogger(OpenInferenceSdk.class.getName()).warning(message);
  }
}
