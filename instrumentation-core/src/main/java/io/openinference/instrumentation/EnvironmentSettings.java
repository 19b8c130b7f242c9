// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.HostSettings;
import io.openinference.instrumentation.spi.SettingNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings from the system properties and the environment variables of the process, then from
 * the {@link HostSettings}.
 *
 * <p>A system property comes before an environment variable, as in OpenTelemetry. For example, the
 * system property for {@code OPENINFERENCE_HIDE_INPUTS} is {@code openinference.hide.inputs}. A
 * blank value counts as unset. {@link SettingNames} tells which spellings of a name count. The
 * class logs one warning for each bad value. A bad value of a setting that hides content hides the
 * content, because a typing error must not publish it.
 */
final class EnvironmentSettings {

  static final EnvironmentSettings PROCESS =
      new EnvironmentSettings(SettingNames::property, EnvironmentSettings::variableOrHostSetting);

  private static final Logger LOGGER = Logger.getLogger(TraceConfig.class.getName());

  private static final AtomicBoolean CHECKED = new AtomicBoolean();
  private static final Set<String> YES = Set.of("true", "1", "yes", "on");
  private static final Set<String> NO = Set.of("false", "0", "no", "off");

  private final Function<String, @Nullable String> properties;
  private final Function<String, @Nullable String> variables;
  private final Map<String, String> warnedValues = new ConcurrentHashMap<>();

  EnvironmentSettings(
      Function<String, @Nullable String> properties, Function<String, @Nullable String> variables) {
    this.properties = properties;
    this.variables = variables;
  }

  private static @Nullable String variableOrHostSetting(String variable) {
    String value = SettingNames.variable(variable);
    return value == null || value.isBlank() ? HostSettings.get(variable) : value;
  }

  /** Warns once of names in the process that are almost the name of a setting. */
  static void reportMisspelled() {
    if (!CHECKED.compareAndSet(false, true)) {
      return;
    }
    List<String> variables =
        new ArrayList<>(List.of(TraceConfigBuilder.MAX_LENGTH, BlobUploaders.VARIABLE));
    for (HideSetting setting : HideSetting.values()) {
      variables.addAll(setting.variables());
    }
    SettingNames.reportMisspelled(variables, LOGGER::warning);
  }

  /** Tells whether a setting hides content. An invalid value hides. */
  boolean isHiding(String variable) {
    Setting setting = get(variable);
    if (setting == null || isNo(setting)) {
      return false;
    }
    if (!YES.contains(lowerCase(setting))) {
      warn(setting, "true, 1, yes, on, false, 0, no or off", "using true", null);
    }
    return true;
  }

  /** Tells whether the value turns a setting off. */
  static boolean isNo(Setting setting) {
    return NO.contains(lowerCase(setting));
  }

  private static String lowerCase(Setting setting) {
    return setting.value.toLowerCase(Locale.ROOT);
  }

  /** Returns the maximum length of content that spans show. An invalid value shows no content. */
  int shownLength(String variable, int defaultValue) {
    Setting setting = get(variable);
    if (setting == null) {
      return defaultValue;
    }
    try {
      int length = Integer.parseInt(setting.value);
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException notANumber) {
      // The warning below covers both text and negative numbers.
    }
    warn(setting, "a number of characters from 0 to " + Integer.MAX_VALUE, "using 0", null);
    return 0;
  }

  @Nullable Setting get(String variable) {
    String property = SettingNames.propertyName(variable);
    Setting setting = setting(property, properties.apply(property));
    return setting != null ? setting : setting(variable, variables.apply(variable));
  }

  void warn(Setting setting, String allowed, String consequence, @Nullable Throwable fault) {
    if (setting.value.equals(warnedValues.put(setting.name, setting.value))) {
      return;
    }
    LOGGER.log(
        Level.WARNING,
        setting.name
            + " is \""
            + setting.value
            + "\" but must be "
            + allowed
            + "; "
            + consequence
            + ".",
        fault);
  }

  private static @Nullable Setting setting(String name, @Nullable String value) {
    return value == null || value.isBlank() ? null : new Setting(name, value.trim());
  }

  /**
   * A value that the process settings hold.
   *
   * @param name the property or variable that holds the value
   * @param value the trimmed value
   */
  record Setting(String name, String value) {}
}
