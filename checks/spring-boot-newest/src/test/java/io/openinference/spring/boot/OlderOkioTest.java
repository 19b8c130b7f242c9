// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An application that has another Okio than the OkHttp of OpenTelemetry's exporter needs. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT) // Waits for another JVM.
class OlderOkioTest {

  @Test
  void oneLineNamesTheRemedy() throws IOException {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        Stream<Path> older = Files.list(Path.of("target", "okio"))) {
      String printed =
          ChildJvm.create()
              .classPath(
                  older.findFirst().orElseThrow().toAbsolutePath()
                      + File.pathSeparator
                      + ApplicationClassPath.without("okio-jvm-.*"))
              .run(
                  StandardOutputTest.Server.class,
                  "--openinference.endpoint=" + receiver.endpoint(),
                  "--openinference.instrumentation=beans",
                  "--management.otlp.metrics.export.enabled=false",
                  "--spring.main.banner-mode=off");

      assertThat(printed.lines().filter(line -> line.contains("kio")))
          .singleElement()
          .asString()
          .endsWith(
              "OpenInference lost 1 span: "
                  + receiver.tracesEndpoint()
                  + " did not accept it: the class path has an Okio that is too old for OkHttp"
                  + " 5.2.1. Set the version of com.squareup.okio:okio-jvm to 3.16.1 or newer in"
                  + " your build.");
      assertThat(printed).doesNotContain("\tat ").doesNotContain("NoSuchMethodError");
      assertThat(receiver.requests()).isEmpty();
    }
  }
}
