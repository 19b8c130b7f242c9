// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OtlpReceiverTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final HttpClient client = HttpClient.newHttpClient();
  private OtlpReceiver receiver;
  private OtlpHttpSpanExporter exporter;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
    exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(receiver.tracesEndpoint())
            .setRetryPolicy(null)
            .build();
  }

  @AfterEach
  void stop() {
    exporter.shutdown().join(10, TimeUnit.SECONDS);
    receiver.close();
  }

  @Test
  void decodesEverythingASpanHas() {
    Span parent = span("parent");
    Span span =
        telemetry
            .openTelemetry()
            .getTracer("scope")
            .spanBuilder("child")
            .setParent(Context.root().with(parent))
            .setSpanKind(SpanKind.CLIENT)
            .addLink(parent.getSpanContext(), Attributes.of(AttributeKey.stringKey("l"), "link"))
            .setStartTimestamp(5, TimeUnit.SECONDS)
            .startSpan();
    span.setAttribute("string", "text")
        .setAttribute("long", 1L)
        .setAttribute("double", 1.5)
        .setAttribute("boolean", true)
        .setAttribute(AttributeKey.stringArrayKey("strings"), List.of("a", "b"))
        .setAttribute("openinference.span.kind", "LLM")
        .addEvent("event", Attributes.of(AttributeKey.longKey("e"), 2L), 6, TimeUnit.SECONDS)
        .setStatus(StatusCode.ERROR, "failed")
        .end(7, TimeUnit.SECONDS);
    parent.end();

    assertThat(export(telemetry.spans()).isSuccess()).isTrue();

    List<ReceivedSpan> spans = receiver.awaitSpans(2);
    ReceivedSpan received = spans.get(0);
    assertThat(received.resourceAttributes()).containsKey("service.name");
    assertThat(received.scopeName()).isEqualTo("scope");
    assertThat(received.traceId()).isEqualTo(span.getSpanContext().getTraceId());
    assertThat(received.spanId()).isEqualTo(span.getSpanContext().getSpanId());
    assertThat(received.parentSpanId()).isEqualTo(parent.getSpanContext().getSpanId());
    assertThat(received.name()).isEqualTo("child");
    assertThat(received.kind()).isEqualTo(SpanKind.CLIENT);
    assertThat(received.openInferenceKind()).isEqualTo("LLM");
    assertThat(received.attributes())
        .containsOnly(
            entry("string", "text"),
            entry("long", 1L),
            entry("double", 1.5),
            entry("boolean", true),
            entry("strings", List.of("a", "b")),
            entry("openinference.span.kind", "LLM"));
    ReceivedSpan.Event event = received.events().get(0);
    assertThat(event.name()).isEqualTo("event");
    assertThat(event.epochNanos()).isEqualTo(6_000_000_000L);
    assertThat(event.attributes()).containsOnly(entry("e", 2L));
    ReceivedSpan.Link link = received.links().get(0);
    assertThat(link.traceId()).isEqualTo(parent.getSpanContext().getTraceId());
    assertThat(link.spanId()).isEqualTo(parent.getSpanContext().getSpanId());
    assertThat(link.attributes()).containsOnly(entry("l", "link"));
    assertThat(received.status()).isEqualTo(StatusCode.ERROR);
    assertThat(received.statusDescription()).isEqualTo("failed");
    assertThat(received.startEpochNanos()).isEqualTo(5_000_000_000L);
    assertThat(received.endEpochNanos()).isEqualTo(7_000_000_000L);

    ReceivedSpan root = spans.get(1);
    assertThat(root.parentSpanId()).isEmpty();
    assertThat(root.openInferenceKind()).isEqualTo("UNKNOWN");
    assertThat(root.kind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(root.status()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void keepsHeadersAndSizesOfRequests() {
    exporter =
        exporter.toBuilder().setCompression("gzip").addHeader("X-Project-Name", "bot").build();
    Span span = span("span");
    span.setAttribute("repetitive", "a".repeat(10_000)).end();

    export(telemetry.spans());

    ReceivedRequest request = receiver.awaitRequests(1).get(0);
    assertThat(request.path()).isEqualTo("/v1/traces");
    assertThat(request.status()).isEqualTo(200);
    assertThat(request.header("x-project-name")).isEqualTo("bot");
    assertThat(request.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(request.header("absent")).isNull();
    assertThat(request.uncompressedBytes()).isEqualTo(request.body().length).isGreaterThan(10_000);
    assertThat(request.compressedBytes()).isLessThan(1_000);
    assertThat(request.spans()).isEqualTo(receiver.spans());
  }

  @Test
  void takesUncompressedRequests() {
    exporter = exporter.toBuilder().setCompression("none").build();
    span("span").end();

    assertThat(export(telemetry.spans()).isSuccess()).isTrue();

    ReceivedRequest request = receiver.requests().get(0);
    assertThat(request.compressedBytes()).isEqualTo(request.uncompressedBytes()).isPositive();
  }

  @Test
  void answersScriptedStatusesInOrderThenRecovers() {
    span("span").end();
    receiver.respondWith(503, 2);
    receiver.respondWith(400, 1);

    for (int i = 0; i < 3; i++) {
      assertThat(export(telemetry.spans()).isSuccess()).isFalse();
    }
    assertThat(receiver.spans()).isEmpty();
    assertThat(export(telemetry.spans()).isSuccess()).isTrue();

    assertThat(receiver.requests())
        .extracting(ReceivedRequest::status)
        .containsExactly(503, 503, 400, 200);
    assertThat(receiver.requests()).allSatisfy(request -> assertThat(request.spans()).hasSize(1));
    assertThat(receiver.spans()).hasSize(1);
  }

  @Test
  void leavesRequestsHangingUntilResumed() {
    span("span").end();
    receiver.hang();

    CompletableResultCode result = exporter.export(telemetry.spans());
    receiver.awaitRequests(1);
    assertThat(result.isDone()).isFalse();
    assertThat(receiver.spans()).isEmpty();

    receiver.resume();
    assertThat(result.join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
    assertThat(receiver.spans()).hasSize(1);
  }

  @Test
  void dropsHangingRequestsWhenStopped() {
    span("span").end();
    receiver.hang();
    CompletableResultCode result = exporter.export(telemetry.spans());
    receiver.awaitRequests(1);

    receiver.stop();

    assertThat(result.join(10, TimeUnit.SECONDS).isSuccess()).isFalse();
    assertThat(receiver.spans()).isEmpty();
  }

  @Test
  void comesBackOnTheSamePort() {
    span("span").end();
    String endpoint = receiver.endpoint();

    receiver.stop();
    receiver.stop();
    assertThat(export(telemetry.spans()).isSuccess()).isFalse();
    receiver.restart();
    receiver.restart();

    assertThat(receiver.endpoint()).isEqualTo(endpoint);
    assertThat(export(telemetry.spans()).isSuccess()).isTrue();
    assertThat(receiver.spans()).hasSize(1);
  }

  @Test
  void refusesRequestsThatAreTooLargeUncompressed() {
    span("small").end();
    exporter = exporter.toBuilder().setCompression("gzip").build();
    export(telemetry.spans());
    receiver.maxRequestBytes(receiver.requests().get(0).uncompressedBytes());
    telemetry.clear();
    Span large = span("large");
    large.setAttribute("repetitive", "a".repeat(10_000)).end();

    assertThat(export(telemetry.spans()).isSuccess()).isFalse();
    telemetry.clear();
    span("small").end();
    assertThat(export(telemetry.spans()).isSuccess()).isTrue();

    assertThat(receiver.requests())
        .extracting(ReceivedRequest::status)
        .containsExactly(200, 413, 200);
    assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("small", "small");
  }

  @Test
  void refusesWhatIsNotAnExportRequest() throws Exception {
    byte[] nothing = new byte[0];
    assertThat(post("/v1/traces", "application/json", null, nothing)).isEqualTo(415);
    assertThat(post("/v1/traces", "application/x-protobuf", "br", nothing)).isEqualTo(415);
    assertThat(post("/v1/traces", "application/x-protobuf", "gzip", new byte[] {1})).isEqualTo(415);
    assertThat(post("/v1/traces", "application/x-protobuf", null, new byte[] {1})).isEqualTo(400);
    assertThat(post("/v1/logs", "application/x-protobuf", null, nothing)).isEqualTo(404);
    assertThat(send(request("/v1/traces").GET().build()).statusCode()).isEqualTo(405);
    assertThat(post("/v1/traces", "application/x-protobuf", null, nothing)).isEqualTo(200);
    assertThat(post("/v1/traces", "application/x-protobuf", "identity", nothing)).isEqualTo(200);
    assertThat(post("/v1/traces", "application/x-protobuf", "gzip", gzip(nothing))).isEqualTo(200);
    assertThat(receiver.requests()).hasSize(9);
    assertThat(receiver.spans()).isEmpty();
  }

  @Test
  void answersWithProtobuf() throws Exception {
    HttpRequest export =
        request("/v1/traces")
            .header("content-type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();

    HttpResponse<byte[]> accepted = send(export);
    assertThat(accepted.headers().firstValue("content-type")).contains("application/x-protobuf");
    assertThat(accepted.body()).isEmpty();

    receiver.respondWith(503, 1);
    HttpResponse<byte[]> refused = send(export);
    assertThat(refused.headers().firstValue("content-type")).contains("application/x-protobuf");
    assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("refused with 503");
  }

  @Test
  void awaitSpansFailsWhenTimeIsOver() {
    assertThatThrownBy(() -> receiver.awaitSpans(1, Duration.ZERO))
        .isInstanceOf(AssertionError.class)
        .hasMessage("Expected 1 spans within 0 ms but received 0");
  }

  @Test
  void awaitSpansWaitsForThem() {
    span("span").end();
    CompletableFuture<List<ReceivedSpan>> waiting =
        CompletableFuture.supplyAsync(() -> receiver.awaitSpans(1));

    export(telemetry.spans());

    assertThat(waiting.join()).hasSize(1);
  }

  @Test
  void clearForgets() {
    span("span").end();
    export(telemetry.spans());

    receiver.clear();

    assertThat(receiver.spans()).isEmpty();
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void closeStopsForGood() {
    span("span").end();

    receiver.close();

    assertThat(export(telemetry.spans()).isSuccess()).isFalse();
  }

  @Test
  void takesSettingsAtTheEdge() throws Exception {
    receiver.respondWith(200, 1);
    receiver.respondWith(599, 1);
    receiver.respondWith(503, 0);
    receiver.maxRequestBytes(0);

    for (int expected : new int[] {200, 599, 200}) {
      assertThat(post("/v1/traces", "application/x-protobuf", null, new byte[0]))
          .isEqualTo(expected);
    }
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> receiver.respondWith(199, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("status must be in 200..599 but is 199");
    assertThatThrownBy(() -> receiver.respondWith(600, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> receiver.respondWith(503, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("times must not be negative but is -1");
    assertThatThrownBy(() -> receiver.maxRequestBytes(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bytes must not be negative but is -1");
  }

  private static Span span(String name) {
    return telemetry.openTelemetry().getTracer("scope").spanBuilder(name).startSpan();
  }

  private CompletableResultCode export(List<SpanData> spans) {
    return exporter.export(spans).join(10, TimeUnit.SECONDS);
  }

  private int post(String path, String contentType, String coding, byte[] body) throws Exception {
    HttpRequest.Builder request = request(path).header("content-type", contentType);
    if (coding != null) {
      request.header("content-encoding", coding);
    }
    return send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build()).statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(receiver.endpoint() + path));
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }
}
