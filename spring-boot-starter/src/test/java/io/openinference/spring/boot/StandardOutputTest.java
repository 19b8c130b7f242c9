// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application that speaks a protocol on its standard output, as MCP servers do. */
class StandardOutputTest {

  private static final String MESSAGE = "{\"jsonrpc\":\"2.0\"}";

  @TempDir Path folder;

  @Test
  void theStarterWritesNothingThere() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      String output =
          ChildJvm.create()
              .run(
                  Server.class,
                  "--openinference.endpoint=" + receiver.endpoint(),
                  "--openinference.instrumentation=beans",
                  "--management.otlp.metrics.export.enabled=false",
                  "--spring.main.banner-mode=off",
                  "--logging.threshold.console=off");

      assertThat(output.lines().filter(line -> !line.contains("SLF4J"))).containsExactly(MESSAGE);
      assertThat(receiver.spans()).extracting(span -> span.name()).containsExactly("model");
    }
  }

  /** Lines of this library and of others go to the error stream, or nowhere. */
  @Test
  void whateverGoesWrongIsWrittenElsewhere() throws Exception {
    Path output = folder.resolve("output.txt");
    Path errors = folder.resolve("errors.txt");
    ProcessBuilder program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Server.class.getName(),
                "--openinference.endpoint=http://localhost:1",
                "--openinference.instrumentations.nothing=false",
                "--openinference.base64-image-max-length=0",
                "--openinference.viewer.enabled=true",
                "--openinference.viewer.port=0",
                "--management.otlp.metrics.export.enabled=false",
                "--spring.main.banner-mode=off",
                "--logging.threshold.console=off",
                "--logging.level.root=debug")
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    program.environment().put("OTEL_BSP_SCHEDULE_DELAY", "soon");
    Process process = program.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(Files.readAllLines(output)).as(Files.readString(errors)).containsExactly(MESSAGE);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Server {

    public static void main(String[] arguments) {
      try (ConfigurableApplicationContext context =
          new SpringApplicationBuilder(Server.class).web(WebApplicationType.NONE).run(arguments)) {
        OpenInferenceTracer.create(context.getBean(OpenTelemetry.class))
            .llm("model")
            .run(span -> System.out.println(MESSAGE));
      }
    }
  }
}
