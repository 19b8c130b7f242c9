// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer is a delivery only if it is one, and no line quotes it. */
@Timeout(60)
class AnswerTest {

  private static final String SECRET = "s3cret text of the server";
  private static final String PROTOBUF = "application/x-protobuf";

  private final LogRecorder log = new LogRecorder();
  private final StubServer server = StubServer.start();

  @AfterEach
  void stop() {
    server.close();
    log.close();
  }

  private OpenInferenceSdk sdk() {
    return OpenInferenceSdk.builder()
        .endpoint(server.baseUrl())
        .headers(Map.of("authorization", "Bearer s3cret"))
        .build();
  }

  private String tracesEndpoint() {
    return server.baseUrl() + "/v1/traces";
  }

  /** Sends three spans and returns how many are lost. */
  private long lostOfThree() {
    try (OpenInferenceSdk sdk = sdk()) {
      Spans.make(sdk.openTelemetry(), 3, 10);
      boolean delivered = sdk.flush();
      assertThat(delivered).isEqualTo(sdk.lostSpans() == 0);
      assertThat(sdk.shutdown()).isEqualTo(delivered);
      return sdk.lostSpans();
    } finally {
      assertThat(log.messages()).noneMatch(line -> line.contains("s3cret"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 307, 308})
  void redirectsAreRefusedAndNeverFollowed(int status) {
    String target;
    try (StubServer other = StubServer.start()) {
      target = other.baseUrl();
      other.handler(request -> StubResponse.json("{}"));
      server.handler(
          request ->
              StubResponse.text(status, SECRET)
                  .withHeader("location", other.baseUrl() + "/login?token=s3cret"));
      assertThat(lostOfThree()).isEqualTo(3);
      assertThat(other.requests()).isEmpty();
    }
    assertThat(server.requests()).hasSize(1);
    assertThat(log.messages())
        .containsExactly(
            "OpenInference lost 3 spans: "
                + tracesEndpoint()
                + " refused them with HTTP "
                + status
                + " (redirect to "
                + URI.create(target).resolve("/").toString().replaceFirst("/$", "")
                + "). Redirects are not followed, because prompts"
                + " and keys must not reach another host. Set the endpoint to the URL of the"
                + " collector itself.");
  }

  @ParameterizedTest
  @CsvSource({
    "200, text/html; charset=utf-8, <html>s3cret login</html>",
    "200, application/octet-stream, <!DOCTYPE html><p>s3cret",
    "202, text/plain, s3cret OK",
    "200, application/x-protobuf, <html>s3cret login</html>",
    "200, application/json, '[\"s3cret\"]'",
    "200, application/json, '{\"error\":\"s3cret: please log in\"}'"
  })
  void aPageIsNoDelivery(int status, String type, String body) {
    server.handler(request -> StubResponse.of(status, type, body.getBytes(StandardCharsets.UTF_8)));
    assertThat(lostOfThree()).isEqualTo(3);
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("HTTP " + status + " with a body that is not an OTLP response", "login page");
  }

  @ParameterizedTest
  @CsvSource({
    "200, application/x-protobuf, ''",
    "204, text/html, ''",
    "200, application/json, {}",
    "200, application/json; charset=utf-8, '{\"partialSuccess\":{}}'",
    "202, application/json, '{\"partialSuccess\":{\"errorMessage\":\"s3cret warning\"}}'",
    "200, application/octet-stream, '{\"accepted\":true}'"
  })
  void deliveries(int status, String type, String body) {
    server.handler(request -> StubResponse.of(status, type, body.getBytes(StandardCharsets.UTF_8)));
    assertThat(lostOfThree()).isZero();
    assertThat(log.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "2"})
  void rejectedSpansInJsonAreTold(String count) {
    server.handler(
        request ->
            StubResponse.json(
                "{\"partialSuccess\": {\"rejectedSpans\": "
                    + count
                    + ", \"errorMessage\": \"s3cret\"}}"));
    assertThat(lostOfThree()).isEqualTo(2);
    assertPartialSuccess();
  }

  @Test
  void rejectedSpansInProtobufAreTold() {
    ExportTraceServiceResponse response =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportTracePartialSuccess.newBuilder().setRejectedSpans(2).setErrorMessage(SECRET))
            .build();
    server.handler(request -> StubResponse.of(200, PROTOBUF, response.toByteArray()));
    assertThat(lostOfThree()).isEqualTo(2);
    assertPartialSuccess();
  }

  private void assertPartialSuccess() {
    assertThat(log.messages())
        .containsExactly(
            "OpenInference lost 2 spans: "
                + tracesEndpoint()
                + " took the request but rejected them (partial success). The log of the collector"
                + " may tell why.");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 415, 422})
  void noLineQuotesTheBodyOfARefusal(int status) {
    server.handler(request -> StubResponse.text(status, SECRET));
    assertThat(lostOfThree()).isEqualTo(3);
    assertThat(log.messages()).hasSize(1);
  }

  /** One attempt before the time that the collector asked for would be one too many. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void retryAfterIsHonoured(boolean isDate) {
    String retryAfter =
        isDate
            ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(40).atOffset(ZoneOffset.UTC))
            : "30";
    server.handler(request -> StubResponse.text(429, SECRET).withHeader("retry-after", retryAfter));
    try (OpenInferenceSdk sdk = sdk()) {
      Spans.make(sdk.openTelemetry(), 3, 10);
      assertThat(sdk.flush()).isFalse();
      assertThat(sdk.flush()).isFalse();
      assertThat(sdk.shutdown()).isFalse();
      assertThat(sdk.lostSpans()).isEqualTo(3);
    }
    assertThat(server.requests()).hasSize(1);
    assertThat(log.warnings())
        .last()
        .asString()
        .contains("did not accept them before the shutdown: HTTP 429");
  }

  @Test
  void aConnectionThatBreaksOnceIsNoOutage() {
    server.enqueue(StubResponse.closedConnection());
    server.handler(request -> StubResponse.json("{}"));
    assertThat(lostOfThree()).isZero();
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void anAnswerWithoutEndIsCutOff() {
    byte[] endless = new byte[8 << 20];
    Arrays.fill(endless, (byte) '<');
    server.handler(request -> StubResponse.of(200, "text/html", endless));
    assertThat(lostOfThree()).isEqualTo(3);
  }
}
