// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Our jars as modules, from which {@code ServiceLoader} takes public classes only. */
class ModulePathTest {

  @RegisterExtension final Backends backends = new Backends();

  @Test
  void findsInstrumentationsAndUploader(@TempDir Path folder) {
    String modules = ClassPath.modules();
    assumeFalse(modules.isEmpty(), "our modules are not packaged yet");

    List<String> lines =
        backends
            .jvm(ClassPath.instrumented())
            .option("-Djava.util.logging.SimpleFormatter.format=%4$s: %5$s%n")
            .option("-XX:+EnableDynamicAgentLoading")
            .option("-Dopeninference.blob.uploader=folder")
            .option("-Dopeninference.blob.folder.path=" + folder)
            .option("--module-path=" + modules)
            .option("--add-modules=ALL-MODULE-PATH")
            .run(InstrumentedCalls.class)
            .lines()
            .toList();

    // The JVM chooses the order of modules.
    assertThat(lines.get(0)).contains("traces ", "annotations", "langchain4j", "openai-java");
    // Without the uploader there would be a warning.
    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "I found nothing about that.",
            "I found nothing about that.",
            "You asked.",
            "delivered");
    assertThat(backends.received()).hasSize(5);
  }
}
