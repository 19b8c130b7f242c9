// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application that speaks a protocol on its standard output, as MCP servers do. */
class StandardOutputTest {

  private static final String MESSAGE = "{\"jsonrpc\":\"2.0\"}";

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
