// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.openinference.testing.StubServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.Protocol;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GrpcTest {

  private static final int MEBIBYTE = 1024 * 1024;

  private final LogRecorder log = new LogRecorder();
  private GrpcReceiver receiver;

  @BeforeEach
  void startReceiver() {
    receiver = new GrpcReceiver();
  }

  @AfterEach
  void stopReceiver() {
    receiver.close();
    log.close();
  }

  private OpenInferenceSdkBuilder builder() {
    return OpenInferenceSdk.builder().endpoint(receiver.endpoint()).protocol(OtlpProtocol.GRPC);
  }

  @Test
  void sendsSpansWithMetadata() {
    try (OpenInferenceSdk sdk =
        builder().projectName("bot").apiKey("key").headers(Map.of("X-Tenant", "t")).build()) {
      Spans.make(sdk.openTelemetry(), "answer");
      assertThat(sdk.flush()).isTrue();
    }
    assertThat(receiver.spanNames()).containsExactly("answer");
    Metadata metadata = receiver.metadata().get(0);
    assertThat(value(metadata, "authorization")).isEqualTo("Bearer key");
    assertThat(value(metadata, "x-tenant")).isEqualTo("t");
    assertThat(value(metadata, "grpc-encoding")).isEqualTo("gzip");
    assertThat(receiver.requests().get(0).getResourceSpans(0).getResource().getAttributesList())
        .filteredOn(attribute -> attribute.getKey().equals("openinference.project.name"))
        .extracting(attribute -> attribute.getValue().getStringValue())
        .containsExactly("bot");
  }

  private static String value(Metadata metadata, String name) {
    return metadata.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
  }

  @Test
  void noMessageExceedsTheLimitOfTheServer() {
    try (OpenInferenceSdk sdk = builder().compression("none").build()) {
      Spans.make(sdk.openTelemetry(), 30, 420_000);
      assertThat(sdk.flush()).isTrue();
    }
    assertThat(receiver.spanNames()).containsExactlyElementsOf(Spans.names(30));
    assertThat(receiver.requests())
        .extracting(ExportTraceServiceRequest::getSerializedSize)
        .allMatch(size -> size <= 4 * MEBIBYTE)
        .hasSize(4);
    assertThat(log.warnings()).isEmpty();
  }

  /** This server answers UNKNOWN when it finds the size out by decompressing. */
  @Test
  void aSpanOverTheLimitOfTheServerCostsNoOther() {
    try (OpenInferenceSdk sdk = builder().build()) {
      Spans.make(sdk.openTelemetry(), 2, 1_000);
      Spans.make(sdk.openTelemetry(), 1, 5 * MEBIBYTE);
      Spans.make(sdk.openTelemetry(), 2, 1_000);
      assertThat(sdk.flush()).isFalse();
    }
    assertThat(receiver.spanNames()).containsExactly("0", "1", "0", "1");
    assertThat(log.warnings()).last().asString().startsWith("OpenInference lost 1 span: ");
  }

  @Test
  void spansRefusedForNowArriveLater() {
    receiver.refuseNext(Status.UNAVAILABLE);
    receiver.refuseNext(Status.RESOURCE_EXHAUSTED.withDescription("quota"));
    try (OpenInferenceSdk sdk = builder().build()) {
      Spans.make(sdk.openTelemetry(), "one", "two");
      assertThat(sdk.flush()).isTrue();
    }
    assertThat(receiver.spanNames()).containsExactly("one", "two");
  }

  @Test
  void spansRefusedForGoodAreNotSentAgain() {
    receiver.refuseNext(Status.UNAUTHENTICATED.withDescription("s3cret text of the server"));
    try (OpenInferenceSdk sdk = builder().build()) {
      Spans.make(sdk.openTelemetry(), "refused");
      assertThat(sdk.flush()).isFalse();
      Spans.make(sdk.openTelemetry(), "accepted");
    }
    assertThat(receiver.spanNames()).containsExactly("accepted");
    assertThat(log.messages())
        .containsExactly(
            "OpenInference lost 1 span: "
                + receiver.endpoint()
                + " refused it with gRPC UNAUTHENTICATED. Check PHOENIX_API_KEY or the header"
                + " that carries the key.");
  }

  @Test
  void rejectedSpansAreTold() {
    receiver.rejectNext(2, "s3cret text of the server");
    try (OpenInferenceSdk sdk = builder().build()) {
      Spans.make(sdk.openTelemetry(), "one", "two", "three");
      assertThat(sdk.flush()).isFalse();
      assertThat(sdk.lostSpans()).isEqualTo(2);
    }
    assertThat(log.messages())
        .containsExactly(
            "OpenInference lost 2 spans: "
                + receiver.endpoint()
                + " took the request but rejected them (partial success). The log of the collector may"
                + " tell why.");
  }

  /** OpenTelemetry's own sender follows this redirect, with spans and key. */
  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectsAreNotFollowed(int status) throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
      server.enqueue(
          new MockResponse()
              .setResponseCode(status)
              .setHeader("location", receiver.endpoint() + "/login"));
      server.start();
      try (OpenInferenceSdk sdk =
          OpenInferenceSdk.builder()
              .endpoint("http://127.0.0.1:" + server.getPort())
              .protocol(OtlpProtocol.GRPC)
              .build()) {
        Spans.make(sdk.openTelemetry(), "span");
        assertThat(sdk.flush()).isFalse();
      }
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
    assertThat(receiver.metadata()).isEmpty();
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("HTTP " + status + " (redirect to " + receiver.endpoint() + ")");
  }

  @Test
  void aServerThatSpeaksNoGrpcIsToldOf() {
    try (StubServer server = StubServer.start()) {
      try (OpenInferenceSdk sdk =
          OpenInferenceSdk.builder()
              .endpoint(server.baseUrl())
              .protocol(OtlpProtocol.GRPC)
              .timeout(Duration.ofSeconds(2))
              .build()) {
        Spans.make(sdk.openTelemetry(), "span");
        assertThat(sdk.flush()).isFalse();
      }
    }
    assertThat(log.warnings()).hasSize(1);
  }
}
