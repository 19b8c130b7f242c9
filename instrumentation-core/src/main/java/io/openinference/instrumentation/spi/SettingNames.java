// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds settings by their names, and names that look like a setting but are none.
 *
 * <p>Names have OpenTelemetry's tolerance: upper and lower case are the same, and a hyphen in a
 * system property is a dot. For example, {@code -Dopeninference.hide-inputs=true} sets {@code
 * OPENINFERENCE_HIDE_INPUTS}.
 *
 * @since 0.1.0
 */
public final class SettingNames {

  private static final int MAX_DISTANCE = 2;
  private static final String HIDES = "openinferencehide";

  /** Returns the value of the system property that belongs to a variable, or null. */
  public static @Nullable String property(String variable) {
    String name = propertyName(variable);
    String value = System.getProperty(name);
    if (value != null) {
      return value;
    }
    for (String key : System.getProperties().stringPropertyNames()) {
      if (key.length() == name.length() && isProperty(key, name)) {
        return System.getProperty(key);
      }
    }
    return null;
  }

  /** Returns the value of an environment variable, or null. */
  public static @Nullable String variable(String variable) {
    String value = System.getenv(variable);
    if (value != null) {
      return value;
    }
    for (String key : System.getenv().keySet()) {
      if (key.equalsIgnoreCase(variable)) {
        return System.getenv(key);
      }
    }
    return null;
  }

  /** Returns the system property of a variable, such as {@code openinference.hide.inputs}. */
  public static String propertyName(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /**
   * Reports each variable and property of the process that is none of the settings but is spelled
   * almost like one. Every unknown name that begins like a hiding setting counts, because its user
   * wants to hide something. Each line is reported once.
   *
   * @param variables the names of the settings as variables
   * @param log receives the lines
   */
  public static void reportMisspelled(Collection<String> variables, Consumer<String> log) {
    Set<String> properties = System.getProperties().stringPropertyNames();
    for (String line : misspelled(variables, System.getenv().keySet(), properties)) {
      if (ToldLines.isNew(line)) {
        log.accept(line);
      }
    }
  }

  static List<String> misspelled(
      Collection<String> variables, Set<String> environment, Set<String> properties) {
    List<String> lines = new ArrayList<>();
    for (String name : environment) {
      if (variables.stream().noneMatch(name::equalsIgnoreCase)) {
        String meant = meant(name, variables);
        if (meant != null) {
          lines.add(line(name, meant));
        }
      }
    }
    for (String name : properties) {
      if (variables.stream().noneMatch(known -> isProperty(name, propertyName(known)))) {
        String meant = meant(name, variables);
        if (meant != null) {
          lines.add(line("The system property " + name, propertyName(meant)));
        }
      }
    }
    return lines;
  }

  private static String line(String name, String meant) {
    return name + " is not a setting and has no effect. Did you mean " + meant + "?";
  }

  private static boolean isProperty(String key, String property) {
    return key.replace('-', '.').equalsIgnoreCase(property);
  }

  /** Returns the setting that a name is close to, or null. */
  private static @Nullable String meant(String name, Collection<String> variables) {
    String letters = letters(name);
    if (!letters.startsWith("openinference") && !letters.startsWith("phoenix")) {
      return null;
    }
    String nearest = null;
    int smallest = Integer.MAX_VALUE;
    for (String variable : variables) {
      String known = letters(variable);
      boolean isFamily = letters.startsWith(HIDES) && known.startsWith(HIDES);
      int distance = distance(letters, known);
      if (distance < smallest && (isFamily || distance <= MAX_DISTANCE)) {
        nearest = variable;
        smallest = distance;
      }
    }
    // A host such as Spring Boot reads names without regard to hyphens and underscores.
    return smallest == 0 && HostSettings.isOffered() ? null : nearest;
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
  }

  /** Returns how many letters have to be added, removed or replaced to get the other text. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }

  private SettingNames() {}
}
