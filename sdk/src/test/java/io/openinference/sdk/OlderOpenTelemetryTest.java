// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program whose OpenTelemetry is older than the one that this module compiles with. */
@Timeout(120)
class OlderOpenTelemetryTest {

  private static final String OLDER = System.getProperty("opentelemetry.older");
  private static final String OLDEST = "1.49.0";
  private static final String VERSION = OLDER.substring(OLDER.lastIndexOf('-') + 1);

  @Test
  void spansArrive() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      String output = run(Map.of("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint()));
      assertThat(receiver.spans()).as(output).hasSize(EndingApplication.SPANS);
    }
  }

  @Test
  void spansArriveOverGrpc() throws Exception {
    try (GrpcReceiver receiver = new GrpcReceiver()) {
      String output =
          run(
              Map.of(
                  "OTEL_EXPORTER_OTLP_PROTOCOL",
                  "grpc",
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  receiver.endpoint()));
      assertThat(receiver.spanNames()).as(output).hasSize(EndingApplication.SPANS);
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
          .containsOnlyOnce("OpenInference lost 600 spans: ")
          .containsPattern(
              "refused them with HTTP 307( \\(redirect to \\S+\\))?\\. Redirects are not followed")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void theLineOfALossNamesTheStatus() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      receiver.respondWith(401, 1_000);
      assertThat(run(Map.of("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())))
          .containsOnlyOnce(
              "WARNING: OpenInference lost 600 spans: "
                  + receiver.tracesEndpoint()
                  + " refused them with HTTP 401. Check PHOENIX_API_KEY");
      receiver.stop();
      assertThat(run(Map.of("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())))
          .containsOnlyOnce(
              "WARNING: OpenInference lost 600 spans: "
                  + receiver.tracesEndpoint()
                  + " did not accept them before the shutdown: ConnectException (no connection).");
    }
  }

  @Test
  void theLineOfALossOverGrpcNamesTheStatus() throws Exception {
    try (GrpcReceiver receiver = new GrpcReceiver()) {
      receiver.refuseNext(Status.UNAUTHENTICATED);
      receiver.refuseNext(Status.UNAUTHENTICATED);
      assertThat(
              run(
                  Map.of(
                      "OTEL_EXPORTER_OTLP_PROTOCOL",
                      "grpc",
                      "OTEL_EXPORTER_OTLP_ENDPOINT",
                      receiver.endpoint())))
          .containsOnlyOnce("refused them with gRPC UNAUTHENTICATED. Check PHOENIX_API_KEY");
    }
  }

  /** The SDK fails with such a mixture only when it makes a span. */
  @Test
  void oneLineTellsOfAnOlderApiBesideANewerSdk() throws Exception {
    String output =
        ChildJvm.create()
            .classPath(classPath(Set.of("opentelemetry-api", "opentelemetry-context")))
            .run(EndingApplication.class);
    String ofMixture =
        "traces nothing, because the class path mixes releases of OpenTelemetry"
            + " \\{opentelemetry-api=%1$s, opentelemetry-context=%1$s,"
                .formatted(Pattern.quote(VERSION));
    // A mixture of releases that are near each other works: its line tells of the missing
    // collector.
    assertThat(output)
        .containsOnlyOnce("WARNING: OpenInference ")
        .containsPattern(
            VERSION.equals(OLDEST) ? ofMixture : ofMixture + "|OpenInference lost 600 spans")
        .doesNotContain("\tat ");
  }

  private static String run(Map<String, String> environment) throws Exception {
    return ChildJvm.create()
        .classPath(classPath(older().keySet()))
        .environment(environment)
        .run(EndingApplication.class);
  }

  private static Map<String, Path> older() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(OLDER))) {
      return jars.collect(Collectors.toMap(OlderOpenTelemetryTest::artifact, jar -> jar));
    }
  }

  /** Returns the class path of the test with older releases of some artifacts. */
  private static String classPath(Set<String> replaced) throws IOException {
    Map<String, Path> older = older();
    Stream<String> rest =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !replaced.contains(artifact(Path.of(entry))));
    return Stream.concat(rest, replaced.stream().map(name -> older.get(name).toString()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String artifact(Path jar) {
    return jar.getFileName().toString().replaceFirst("-[0-9].*", "");
  }
}
