// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openinference.instrumentation.bytecode.LibraryWeaving;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The weavings that a service file lists. A module of a library brings its own file, and the build
 * of the agent's jar joins the files.
 */
final class ListedWeavings {

  private static final String SERVICE_FILE = "META-INF/services/" + LibraryWeaving.class.getName();

  /**
   * Makes one instance of each weaving. A weaving that cannot be made is left out, and one line
   * says so.
   *
   * @param loader finds the service file and the classes that it lists
   */
  static List<LibraryWeaving> in(ClassLoader loader) throws IOException {
    List<LibraryWeaving> weavings = new ArrayList<>();
    for (String name : names(loader)) {
      try {
        weavings.add(make(loader, name));
      } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
        // Not a logger, which would settle the log manager before the application can.
        System.err.println("OpenInference leaves out " + name + ", which failed to load: " + e);
      }
    }
    return weavings;
  }

  static LibraryWeaving make(ClassLoader loader, String name) throws ReflectiveOperationException {
    return (LibraryWeaving) loader.loadClass(name).getConstructor().newInstance();
  }

  // Not a ServiceLoader, which looks into each jar of the application before it comes to ours.
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
