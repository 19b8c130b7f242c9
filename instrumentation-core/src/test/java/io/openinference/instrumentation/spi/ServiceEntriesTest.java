// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEntriesTest {

  /** A service without a service file, as in a joined jar that has lost this file. */
  interface Unlisted {}

  public static final class Known implements Unlisted {}

  public static final class Broken implements Unlisted {

    public Broken() {
      throw new IllegalStateException("broken");
    }
  }

  /** A service with a service file. */
  interface Listed {}

  /** A provider that users do not see. */
  static final class Hidden implements Listed {

    public Hidden() {}
  }

  public static final class Visible implements Listed {}

  @Test
  void findsProvidersThatAreNotPublic(@TempDir Path folder) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(Listed.class.getName()),
        Hidden.class.getName() + "\nMissing\n" + Visible.class.getName() + "\n");
    List<Listed> found = new ArrayList<>();
    List<Throwable> faults = new ArrayList<>();

    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      ServiceEntries.load(Listed.class, found::add, faults::add);
    } finally {
      thread.setContextClassLoader(before);
    }

    assertThat(found).hasExactlyElementsOfTypes(Hidden.class, Visible.class);
    assertThat(faults).singleElement().asString().contains("Missing");
  }

  @Test
  void findsTheProvidersOfThisProjectInAJarThatHasLostTheirServiceFile() {
    List<Unlisted> found = new ArrayList<>();
    List<Throwable> faults = new ArrayList<>();

    ServiceEntries.load(Unlisted.class, found::add, faults::add);

    assertThat(found).hasExactlyElementsOfTypes(Known.class);
    assertThat(faults)
        .singleElement()
        .extracting(Throwable::getCause)
        .asString()
        .contains("broken");
  }
}
