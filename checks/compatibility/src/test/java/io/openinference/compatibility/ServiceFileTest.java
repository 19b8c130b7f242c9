// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openinference.instrumentation.bytecode.LibraryWeaving;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The agent's jar lists each instrumentation that brings a service file of its own. */
class ServiceFileTest {

  private static final String SERVICE_FILE =
      "inst/META-INF/services/" + LibraryWeaving.class.getName();

  @Test
  void listsEachInstrumentation() throws IOException {
    assumeTrue(ProgramJvm.AGENT.endsWith(".jar"), "the agent is not packaged yet");
    List<String> modules =
        ServiceLoader.load(LibraryWeaving.class).stream()
            .map(provider -> provider.type().getName())
            .toList();

    assertThat(modules).hasSizeGreaterThanOrEqualTo(3);
    try (JarFile jar = new JarFile(ProgramJvm.AGENT);
        InputStream file = jar.getInputStream(jar.getEntry(SERVICE_FILE))) {
      assertThat(new String(file.readAllBytes(), UTF_8).lines())
          .containsExactlyInAnyOrderElementsOf(modules);
    }
  }
}
