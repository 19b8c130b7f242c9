// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program whose OpenTelemetry is older than the one that this module compiles with. */
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

  @Test
  void spansArriveOverGrpc() throws Exception {
    try (GrpcReceiver receiver = new GrpcReceiver()) {
      run(
          Map.of(
              "OTEL_EXPORTER_OTLP_PROTOCOL",
              "grpc",
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              receiver.endpoint()));
      assertThat(receiver.spanNames()).hasSize(EndingApplication.SPANS);
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
      assertThat(output)
          .containsPattern("OpenInference lost (512|600) spans")
          .doesNotContain("s3cret");
    }
  }

  private static String run(Map<String, String> environment) throws Exception {
    return ChildJvm.create()
        .classPath(classPath())
        .environment(environment)
        .run(EndingApplication.class);
  }

  private static String classPath() throws IOException {
    Path older = Path.of(OLDER);
    Set<String> replaced;
    try (Stream<Path> jars = Files.list(older)) {
      replaced = jars.map(OlderOpenTelemetryTest::artifact).collect(Collectors.toSet());
    }
    String rest =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !replaced.contains(artifact(Path.of(entry))))
            .collect(Collectors.joining(File.pathSeparator));
    return rest + File.pathSeparator + older.resolve("*");
  }

  private static String artifact(Path jar) {
    return jar.getFileName().toString().replaceFirst("-[0-9].*", "");
  }
}
