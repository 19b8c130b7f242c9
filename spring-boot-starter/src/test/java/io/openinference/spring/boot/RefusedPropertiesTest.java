// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Values that are not allowed stop the start, and the message names what the user has written. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedPropertiesTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withPropertyValues("openinference.instrumentation=none")
          .withConfiguration(
              AutoConfigurations.of(
                  OpenInferenceBootAutoConfiguration.class,
                  OpenInferenceSdkAutoConfiguration.class));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          endpoint=localhost:6006    | openinference.endpoint is "localhost:6006" but must be an
          backend=nowhere            | openinference.backend is "nowhere" but must be one of phoenix,
          protocol=udp               | openinference.protocol is "udp" but must be http/protobuf or
          compression=zip            | openinference.compression is "zip" but must be gzip, none or
          timeout=-1s                | openinference.timeout is PT-1S but must be 0 or more
          api-key=s\u00e9cret       | openinference.api-key has a value (not shown) that must be
          headers.x-team=\u00e9     | openinference.headers: x-team has a value (not shown) that
          base64-image-max-length=-1 | openinference.base64-image-max-length is -1 but must be 0 or
          """)
  void theMessageNamesTheProperty(String setting, String message) {
    runner
        .withPropertyValues("openinference.endpoint=http://localhost:1", "openinference." + setting)
        .run(context -> assertThat(refusal(context.getStartupFailure())).startsWith(message));
  }

  /** Returns the message that the exceptions of Spring end with. */
  private static String refusal(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof IllegalArgumentException)) {
      cause = cause.getCause();
    }
    return cause == null ? String.valueOf(failure) : cause.getMessage();
  }

  @Test
  void anEndpointWithAPathIsRefusedForGrpc() {
    runner
        .withPropertyValues(
            "phoenix.collector.endpoint=http://localhost:1/path", "openinference.protocol=grpc")
        .run(
            context ->
                assertThat(refusal(context.getStartupFailure()))
                    .startsWith(
                        "phoenix.collector.endpoint is \"http://localhost:1/path\" but must have"
                            + " no path when the protocol is grpc"));
  }

  /** Boot's OpenTelemetry gets the way to the collector after the start. */
  @Test
  void whatOnlyTheSetUpFindsIsLogged(CapturedOutput output) {
    try (BootApplication application =
        BootApplication.start(
            "none",
            List.of(),
            "openinference.instrumentation=none",
            "openinference.endpoint=http://localhost:1/path",
            "openinference.protocol=grpc")) {
      application
          .context()
          .getBean(OpenTelemetry.class)
          .getTracer("a")
          .spanBuilder("b")
          .setAttribute("openinference.span.kind", "CHAIN")
          .startSpan()
          .end();

      assertThat(output)
          .contains(
              "OpenInference sends no spans: openinference.endpoint is \"http://localhost:1/path\""
                  + " but must have no path when the protocol is grpc");
    }
  }
}
