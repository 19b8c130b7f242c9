// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.openinference.instrumentation.OpenInference;
import io.openinference.testing.ReceivedRequest;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An OpenTelemetry that the user configured, with this jar on the class path. */
class OpenInferenceAutoConfigurationTest extends AbstractReceiverTest {

  private static final int MEBIBYTE = 1024 * 1024;

  private OpenTelemetrySdk autoconfigured(Map<String, String> settings) {
    Map<String, String> properties = new HashMap<>(settings);
    properties.put("otel.metrics.exporter", "none");
    properties.put("otel.logs.exporter", "none");
    properties.put("otel.exporter.otlp.protocol", "http/protobuf");
    properties.put("otel.exporter.otlp.endpoint", receiver.endpoint());
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesSupplier(() -> properties)
        .build()
        .getOpenTelemetrySdk();
  }

  @Test
  void spansGoToTheProjectOfTheirScope() {
    try (OpenTelemetrySdk sdk =
        autoconfigured(Map.of("otel.resource.attributes", "service.name=shop"))) {
      Spans.make(sdk, "outside");
      try (Scope scope = OpenInference.usingProject("a")) {
        Spans.make(sdk, "inside");
      }
    }
    assertThat(receiver.spans())
        .extracting(
            ReceivedSpan::name,
            span -> span.resourceAttributes().get("openinference.project.name"),
            span -> span.resourceAttributes().get("service.name"))
        .containsExactlyInAnyOrder(tuple("outside", null, "shop"), tuple("inside", "a", "shop"));
  }

  @Test
  void noRequestExceedsFourMebibytes() {
    receiver.maxRequestBytes(4 * MEBIBYTE);
    try (OpenTelemetrySdk sdk = autoconfigured(Map.of())) {
      Spans.make(sdk, 30, 420_000);
    }
    assertThat(receiver.spans())
        .extracting(ReceivedSpan::name)
        .containsExactlyInAnyOrderElementsOf(Spans.names(30));
    assertThat(receiver.requests())
        .hasSize(4)
        .extracting(ReceivedRequest::status)
        .containsOnly(200);
  }

  @ParameterizedTest
  @CsvSource({
    "unrelated,                        1,  200",
    "otel.span.attribute.count.limit,  20, 20",
    "otel.attribute.count.limit,       20, 20",
    "otel.span.attribute.count.limit,  '', 200"
  })
  void theLimitIsRaisedUnlessTheUserSetOne(String property, String limit, int expected) {
    try (OpenTelemetrySdk sdk = autoconfigured(Map.of(property, limit))) {
      makeWithAttributes(sdk, 200);
    }
    assertThat(receiver.spans().get(0).attributes()).hasSize(expected);
  }

  /** The batch processor may answer with the result of an earlier flush. */
  private void flush(OpenTelemetrySdk sdk, int spans) {
    for (int i = 0; i < 5_000 && receiver.spans().size() < spans; i++) {
      sdk.getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    assertThat(receiver.spans()).hasSize(spans);
  }

  private static void makeWithAttributes(OpenTelemetrySdk sdk, int count) {
    Span span = Spans.tracer(sdk).spanBuilder("span").startSpan();
    for (int i = 0; i < count; i++) {
      span.setAttribute("key" + i, i);
    }
    span.end();
  }

  @Test
  void lostAttributesAreWarnedOfOnce() {
    try (OpenTelemetrySdk sdk = autoconfigured(Map.of("otel.attribute.count.limit", "2"))) {
      makeWithAttributes(sdk, 2);
      flush(sdk, 1);
      assertThat(log.warnings()).isEmpty();
      makeWithAttributes(sdk, 5);
      makeWithAttributes(sdk, 5);
      flush(sdk, 3);
    }
    assertThat(log.warnings())
        .containsExactly(
            "A span kept 2 of 5 attributes; the others are lost. Raise"
                + " OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT (system property"
                + " otel.span.attribute.count.limit). Further losses are not logged.");
  }

  @Test
  void theOneLinerAppliesNothingTwice() {
    try (OpenInferenceSdk sdk = OpenInferenceSdk.builder().endpoint(receiver.endpoint()).build()) {
      String pipeline = sdk.openTelemetry().toString();
      assertThat(pipeline).contains("spanProcessorsStart=[ProjectSpanProcessor{}]");
      assertThat(pipeline)
          .contains("DeliveryProcessor{SpanDelivery{OpenInferenceSpanExporter{OtlpHttp")
          .doesNotContain("BatchSpanProcessor");
    }
  }
}
