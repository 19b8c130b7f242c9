// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.openinference.sdk.OpenInferenceSdk;
import io.openinference.testing.LogCapture;
import io.openinference.testing.OtlpReceiver;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunningSpansTest {

  @Test
  void showsASpanUntilItEnds() throws Exception {
    try (OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      String root = OtlpJson.project("p").span(1, 0, "root").toString();
      assertThat(client.postJson("/api/running", root).statusCode()).isEqualTo(204);
      client.postJson("/api/running", OtlpJson.project("p").span(2, 1, "child").toString());
      JsonNode page = client.get("/api/traces?project=p");
      assertThat(page.path("rows")).isEmpty();
      assertThat(page.path("running").findValuesAsText("name")).containsExactly("root");
      assertThat(running(client)).containsExactly("root true", "child true");

      client.postJson("/v1/traces", OtlpJson.project("p").span(2, 1, "child").toString());
      assertThat(running(client)).containsExactly("child false", "root true");

      client.postJson("/v1/traces", root);
      assertThat(running(client)).containsExactlyInAnyOrder("child false", "root false");
      assertThat(client.get("/api/traces?project=p").path("running")).isEmpty();
    }
  }

  /** Micrometer names the span of a request when it ends, so nobody tells of it before. */
  @Test
  void showsATraceWhoseRootNobodyTellsOf() throws Exception {
    try (OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      client.postJson("/api/running", OtlpJson.project("p").span(2, 1, "agent").toString());
      client.postJson("/api/running", OtlpJson.project("p").span(3, 2, "model").toString());
      assertThat(client.get("/api/traces?project=p").path("running").findValuesAsText("name"))
          .containsExactly("agent");

      client.postJson("/v1/traces", OtlpJson.project("p").span(3, 2, "model").toString());
      JsonNode page = client.get("/api/traces?project=p");
      assertThat(page.path("rows")).hasSize(1);
      assertThat(page.path("running")).isEmpty();
      assertThat(running(client)).containsExactlyInAnyOrder("model false", "agent true");
    }
  }

  @Test
  void showsASpanOnceWhoseNoticeComesLate() throws Exception {
    try (OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      String root = OtlpJson.project("p").span(1, 0, "root").toString();
      client.postJson("/v1/traces", root);
      client.postJson("/api/running", root);

      assertThat(running(client)).containsExactly("root false");
      assertThat(client.get("/api/traces?project=p").path("running")).isEmpty();
    }
  }

  @Test
  void forgetsTheOldestRunningSpansIfTheirNamesAreLong() throws Exception {
    try (OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      String large = "x".repeat(3 << 20);
      for (int i = 1; i <= 4; i++) {
        client.postJson("/api/running", OtlpJson.project("p").span(i, 0, i + large).toString());
      }

      JsonNode roots = client.get("/api/traces?project=p").path("running");
      assertThat(roots.findValuesAsText("name"))
          .extracting(name -> name.substring(0, 2))
          .containsExactlyInAnyOrder("3x", "4x");

      // A span that has ended gives its room back.
      client.postJson("/v1/traces", OtlpJson.project("p").span(4, 0, 4 + large).toString());
      client.postJson("/api/running", OtlpJson.project("p").span(5, 0, 5 + large).toString());
      assertThat(client.get("/api/traces?project=p").path("running").findValuesAsText("spanId"))
          .containsExactlyInAnyOrder(OtlpJson.id(3), OtlpJson.id(5));
    }
  }

  @Test
  void showsRunningSpansOfTheSdkWithoutTheirInput() throws Exception {
    try (OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start();
        OpenInferenceSdk sdk =
            OpenInferenceSdk.builder()
                .endpoint(viewer.url())
                .projectName("live")
                .liveSpans(true)
                .shutdownHook(false)
                .build()) {
      ViewerClient client = new ViewerClient(viewer.url());
      Span span =
          sdk.openTelemetry()
              .getTracer("test")
              .spanBuilder("slow")
              .setAttribute("openinference.span.kind", "AGENT")
              .setAttribute("input.value", "secret")
              .startSpan();
      JsonNode running = client.get("/api/traces?project=live").path("running");
      for (int i = 0; i < 100 && running.isEmpty(); i++) {
        Thread.sleep(100);
        running = client.get("/api/traces?project=live").path("running");
      }
      assertThat(running.path(0).path("name").asText()).isEqualTo("slow");
      assertThat(running.path(0).path("kind").asText()).isEqualTo("AGENT");
      assertThat(running.toString()).doesNotContain("secret");

      span.end();
      assertThat(sdk.flush()).isTrue();
      JsonNode page = client.get("/api/traces?project=live");
      assertThat(page.path("running")).isEmpty();
      assertThat(page.path("rows").path(0).path("name").asText()).isEqualTo("slow");
    }
  }

  @Test
  void noticesHoldNoContent() throws Exception {
    BlockingQueue<byte[]> notices = new LinkedBlockingQueue<>();
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext(
        "/api/running",
        exchange -> {
          notices.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try (OpenInferenceSdk sdk =
        OpenInferenceSdk.builder()
            .endpoint("http://localhost:" + server.getAddress().getPort())
            .liveSpans(true)
            .shutdownHook(false)
            .build()) {
      Span span =
          sdk.openTelemetry()
              .getTracer("test")
              .spanBuilder("slow")
              .setAttribute("input.value", "secret")
              .startSpan();
      span.addEvent("answer", Attributes.of(AttributeKey.stringKey("text"), "secret"));
      span.setStatus(StatusCode.ERROR, "secret");
      byte[] notice = notices.poll(20, TimeUnit.SECONDS);
      span.end();
      assertThat(notice).isNotNull();
      assertThat(new String(notice, StandardCharsets.ISO_8859_1))
          .contains("slow")
          .doesNotContain("secret");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void sendsNoMoreNoticesToAReceiverThatTakesNone() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        LogCapture log = LogCapture.of(OpenInferenceSdk.class.getName());
        OpenInferenceSdk sdk =
            OpenInferenceSdk.builder()
                .endpoint(receiver.endpoint())
                .liveSpans(true)
                .shutdownHook(false)
                .build()) {
      receiver.respondWith(404, 1);
      Span span = sdk.openTelemetry().getTracer("test").spanBuilder("slow").startSpan();
      for (int i = 0; i < 100 && log.messages().isEmpty(); i++) {
        Thread.sleep(100);
      }
      assertThat(log.messages()).anyMatch(line -> line.contains("shows no running spans"));
      span.end();
    }
  }

  private static java.util.List<String> running(ViewerClient client) throws Exception {
    java.util.List<String> spans = new java.util.ArrayList<>();
    client
        .get("/api/traces/" + OtlpJson.TRACE)
        .path("spans")
        .forEach(
            span -> spans.add(span.path("name").asText() + " " + span.path("running").asText()));
    return spans;
  }
}
