// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class DeclaredNamesTest {

  /** The class whose names the tests collect. */
  @SuppressWarnings("unused")
  static class Greeter {
    static void greet() {}

    private void wave() {}
  }

  @Test
  void collectsTheNamesOfAllMethods() throws IOException {
    assertThat(DeclaredNames.of(classFile())).contains("greet", "wave");
  }

  @Test
  void doesNotDecideAboutClassFilesThatAreNewerThanAsm() throws IOException {
    byte[] newer = classFile();
    newer[7] = 127; // The major version.

    assertThat(DeclaredNames.of(newer)).isNull();
  }

  private static byte[] classFile() throws IOException {
    String name = Greeter.class.getName().substring(Greeter.class.getPackageName().length() + 1);
    try (InputStream content = Greeter.class.getResourceAsStream(name + ".class")) {
      return requireNonNull(content).readAllBytes();
    }
  }
}
