// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program whose OpenTelemetry is older than ours and takes no senders of ours. */
@Timeout(120)
class OlderOpenTelemetryTest {

  private static final String OLDER = System.getProperty("opentelemetry.older");

  @Test
  void spansArrive() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      run(Map.of("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint()));
      assertThat(receiver.spans()).hasSize(EndingApplication.SPANS);
    }
  }

  /** This status asks for the same request again, with prompts and headers. */
  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (OtlpReceiver other = OtlpReceiver.start();
        StubServer server = StubServer.start()) {
      server.handler(
          request ->
              StubResponse.text(307, "moved").withHeader("location", other.tracesEndpoint()));
      String output =
          run(
              Map.of(
                  "PHOENIX_COLLECTOR_ENDPOINT",
                  server.baseUrl().replaceFirst("/v1/?$", ""),
                  "PHOENIX_CLIENT_HEADERS",
                  "x-key=s3cret"));
      assertThat(other.requests()).isEmpty();
      assertThat(output).contains("OpenInference lost 512 spans").doesNotContain("s3cret");
    }
  }

  private static String run(Map<String, String> environment) throws Exception {
    return ChildJvm.create()
        .classPath(classPath())
        .environment(environment)
        .run(EndingApplication.class);
  }

  private static String classPath() {
    String rest =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("opentelemetry-"))
            .collect(Collectors.joining(File.pathSeparator));
    return rest + File.pathSeparator + Path.of(OLDER, "*");
  }
}
