// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.spi.SettingNames;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The weavings in a service file. Each library's module has a service file, and the build of the
 * agent's jar joins the files.
 */
final class ListedWeavings {

  private static final String SERVICE_FILE = "META-INF/services/" + LibraryWeaving.class.getName();
  private static final String SWITCH = "OPENINFERENCE_INSTRUMENTATIONS_";
  private static final Set<String> OFF = Set.of("false", "0", "no", "off");

  /**
   * Creates one instance of each weaving that is on. A weaving that cannot be created is left out,
   * and one log line says so.
   *
   * @param loader finds the service file and the listed classes
   */
  static List<LibraryWeaving> in(ClassLoader loader) throws IOException {
    List<LibraryWeaving> weavings = new ArrayList<>();
    for (String name : names(loader)) {
      try {
        LibraryWeaving weaving = make(loader, name);
        if (isOn(weaving.library())) {
          weavings.add(weaving);
        }
      } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
        // Not a logger, which would configure logging before the application can.
        System.err.println(
            "OpenInference does not trace the library of " + name + ", which failed to load: " + e);
      }
    }
    return weavings;
  }

  /** Reads a setting such as {@code openinference.instrumentations.openai-java}. */
  private static boolean isOn(String library) {
    String variable = SWITCH + library.toUpperCase(Locale.ROOT).replace('-', '_');
    String property = SettingNames.property(variable);
    String value = property == null ? SettingNames.variable(variable) : property;
    return value == null || !OFF.contains(value.strip().toLowerCase(Locale.ROOT));
  }

  static LibraryWeaving make(ClassLoader loader, String name) throws ReflectiveOperationException {
    return (LibraryWeaving) newInstance(loader.loadClass(name));
  }

  /** Creates a weaving; its class need not be public, so that users do not see the class. */
  static Object newInstance(Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.trySetAccessible();
    return constructor.newInstance();
  }

  // Not a ServiceLoader, which would search each jar of the application first.
  private static List<String> names(ClassLoader loader) throws IOException {
    try (InputStream file = loader.getResourceAsStream(SERVICE_FILE)) {
      return file == null
          ? List.of()
          : new String(file.readAllBytes(), UTF_8)
              .lines()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(name -> !name.isEmpty())
              .distinct()
              .toList();
    }
  }

  private ListedWeavings() {}
}
