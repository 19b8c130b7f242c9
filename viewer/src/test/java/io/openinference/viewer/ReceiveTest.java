// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.sdk.OpenInferenceSdk;
import io.openinference.sdk.OtlpProtocol;
import io.opentelemetry.context.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveTest {

  private OpenInferenceViewer viewer;
  private ViewerClient client;

  @BeforeEach
  void start() {
    viewer = OpenInferenceViewer.builder().port(0).grpcPort(0).start();
    client = new ViewerClient(viewer.url());
  }

  @AfterEach
  void close() {
    viewer.close();
  }

  @ParameterizedTest
  @EnumSource(OtlpProtocol.class)
  void takesWhatTheSdkSends(OtlpProtocol protocol) throws Exception {
    String endpoint =
        protocol == OtlpProtocol.GRPC ? "http://localhost:" + viewer.grpcPort() : viewer.url();
    try (OpenInferenceSdk sdk =
        OpenInferenceSdk.builder()
            .endpoint(endpoint)
            .protocol(protocol)
            .projectName("shop")
            .shutdownHook(false)
            .build()) {
      OpenInferenceTracer tracer = OpenInferenceTracer.create(sdk.openTelemetry());
      try (Scope session = OpenInference.usingSession("chat-1")) {
        tracer
            .chain("answer")
            .run(
                span -> {
                  span.input("Where is my order?");
                  tracer.tool("order_status").run(tool -> tool.output("delivered"));
                  span.output("It was delivered.");
                });
      }
      assertThat(sdk.flush()).isTrue();
    }

    JsonNode trace = client.get("/api/traces?project=shop").path("rows").path(0);
    assertThat(trace.path("name").asText()).isEqualTo("answer");
    assertThat(trace.path("kind").asText()).isEqualTo("CHAIN");
    assertThat(trace.path("input").asText()).isEqualTo("Where is my order?");
    assertThat(trace.path("output").asText()).isEqualTo("It was delivered.");
    assertThat(trace.path("session").asText()).isEqualTo("chat-1");
    assertThat(trace.path("spans").asInt()).isEqualTo(2);
    assertThat(trace.path("rootMissing").asBoolean()).isFalse();
    JsonNode spans = client.get("/api/traces/" + trace.path("traceId").asText()).path("spans");
    assertThat(spans.findValuesAsText("name")).containsExactly("answer", "order_status");
    assertThat(spans.path(1).path("parentId")).isEqualTo(spans.path(0).path("spanId"));
    JsonNode session = client.get("/api/sessions/chat-1");
    assertThat(session.path("turns").path(0).path("output").asText())
        .isEqualTo("It was delivered.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "deflate"})
  void inflates(String encoding) throws Exception {
    byte[] body =
        OtlpJson.project("p").span(1, 0, "one").toString().getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> response =
        client.send(
            client
                .request("/v1/traces")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(pack(body, encoding))));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{}");
    assertThat(client.get("/api/traces?project=p").path("rows")).hasSize(1);
  }

  private static byte[] pack(byte[] body, String encoding) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (encoding) {
          case "gzip" -> new GZIPOutputStream(bytes);
          case "deflate" -> new DeflaterOutputStream(bytes);
          default -> bytes;
        }) {
      out.write(body);
    }
    return bytes.toByteArray();
  }

  @Test
  void takesTheProjectOfTheHeaderBeforeThatOfTheResource() throws Exception {
    client.send(
        client
            .request("/v1/traces")
            .header("Content-Type", "application/json")
            .header("x-project-name", "of-header")
            .POST(
                BodyPublishers.ofString(
                    OtlpJson.project("of-resource").span(1, 0, "a").toString())));
    client.postJson("/v1/traces", OtlpJson.project("").span(2, 0, "b").toString());

    assertThat(client.get("/api/projects").findValuesAsText("name"))
        .containsExactlyInAnyOrder("of-header", "default");
  }

  @Test
  void keepsARetryOnceAndADifferentSpanOfTheSameIdBesideIt() throws Exception {
    String request = OtlpJson.project("p").span(1, 0, "one").toString();
    client.postJson("/v1/traces", request);
    client.postJson("/v1/traces", request);
    client.postJson("/v1/traces", OtlpJson.project("p").span(1, 0, "other").toString());

    assertThat(client.get("/api/traces/" + OtlpJson.TRACE).path("spans").findValuesAsText("name"))
        .containsExactly("one", "other");
  }

  @ParameterizedTest
  @CsvSource({"00000000000000000000000000000000, all zeros", "0123, 16 bytes", "xyz, hexadecimal"})
  void keepsTheGoodSpansOfABatchAndNamesTheBadOne(String traceId, String reason) throws Exception {
    String request =
        OtlpJson.project("p").span(1, 0, "good").raw(traceId, 2, 0, "bad", 1, 2).toString();

    HttpResponse<String> response = client.postJson("/v1/traces", request);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"rejectedSpans\":\"1\"").contains(reason);
    assertThat(client.get("/api/traces?project=p").path("rows").findValuesAsText("name"))
        .containsExactly("good");
  }

  @Test
  void takesLogsAndMetricsWithoutKeepingThem() throws Exception {
    assertThat(client.postJson("/v1/logs", "{}").statusCode()).isEqualTo(200);
    assertThat(client.postJson("/v1/metrics", "{}").statusCode()).isEqualTo(200);
    assertThat(client.get("/api/projects")).isEmpty();
  }

  @Test
  void tellsPagesOfAChange() throws Exception {
    var lines =
        java.net.http.HttpClient.newHttpClient()
            .send(
                client.request("/api/events").build(),
                java.net.http.HttpResponse.BodyHandlers.ofLines())
            .body();
    client.postJson("/v1/traces", OtlpJson.project("p").span(1, 0, "one").toString());

    assertThat(lines.filter(line -> line.startsWith("event:")).findFirst())
        .contains("event: change");
  }
}
