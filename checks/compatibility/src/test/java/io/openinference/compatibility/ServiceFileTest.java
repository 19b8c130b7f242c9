// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openinference.instrumentation.bytecode.LibraryWeaving;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The agent's jar lists each instrumentation that brings a service file of its own. */
class ServiceFileTest {

  private static final String SERVICE = LibraryWeaving.class.getName();
  private static final String SERVICE_FILE = "inst/META-INF/services/" + SERVICE;

  @Test
  void listsEachInstrumentation() throws IOException {
    assumeTrue(ProgramJvm.AGENT.endsWith(".jar"), "the agent is not packaged yet");
    List<String> weavings = weavingsOfModules();

    assertThat(weavings).hasSizeGreaterThanOrEqualTo(6);
    try (JarFile jar = new JarFile(ProgramJvm.AGENT);
        InputStream file = jar.getInputStream(jar.getEntry(SERVICE_FILE))) {
      assertThat(new String(file.readAllBytes(), UTF_8).lines())
          .containsExactlyInAnyOrderElementsOf(weavings);
    }
  }

  private static List<String> weavingsOfModules() throws IOException {
    List<String> weavings = new ArrayList<>();
    try (DirectoryStream<Path> modules =
        Files.newDirectoryStream(Path.of("..", ".."), "instrumentation-*")) {
      for (Path module : modules) {
        Path file = module.resolve("src/main/resources/META-INF/services").resolve(SERVICE);
        if (Files.exists(file)) {
          weavings.addAll(Files.readAllLines(file));
        }
      }
    }
    return weavings;
  }
}
