// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import io.openinference.instrumentation.OpenInference;
import io.openinference.testing.ReceivedRequest;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tracer provider that a host sets up itself. */
@Timeout(60)
class OpenInferencePipelineTest extends AbstractReceiverTest {

  private static final int MEBIBYTE = 1024 * 1024;

  /** Without retries of its own, which would hide an outage from the pipeline for a while. */
  private SpanExporter exporter() {
    return OtlpHttpSpanExporter.builder()
        .setEndpoint(receiver.tracesEndpoint())
        .setRetryPolicy(null)
        .build();
  }

  private static SdkTracerProvider provider(SpanProcessor... processors) {
    return SdkTracerProvider.builder()
        .setSpanLimits(OpenInferencePipeline.raise(SpanLimits.getDefault()))
        .addSpanProcessor(SpanProcessor.composite(processors))
        .build();
  }

  private static OpenTelemetry telemetry(SdkTracerProvider provider) {
    return OpenTelemetrySdk.builder().setTracerProvider(provider).build();
  }

  private static boolean await(CompletableResultCode result) {
    return result.join(20, TimeUnit.SECONDS).isSuccess();
  }

  private void makeInProjects(SdkTracerProvider provider) {
    Spans.make(telemetry(provider), "outside");
    try (Scope scope = OpenInference.usingProject("shop")) {
      Spans.make(telemetry(provider), "inside");
    }
  }

  private void requireProjects() {
    assertThat(receiver.spans())
        .extracting(
            ReceivedSpan::name, span -> span.resourceAttributes().get("openinference.project.name"))
        .containsExactlyInAnyOrder(tuple("outside", null), tuple("inside", "shop"));
  }

  @Test
  void routesSpansToProjectsAndSendsTheRestAtItsShutdown() {
    OpenInferencePipeline pipeline = OpenInferencePipeline.create(exporter());
    SdkTracerProvider provider = provider(pipeline.spanProcessor());
    makeInProjects(provider);

    assertThat(await(provider.shutdown())).isTrue();

    requireProjects();
    assertThat(pipeline.lostSpans()).isZero();
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void servesAHostThatKeepsItsBatchProcessor() {
    SdkTracerProvider provider = providerWithBatches();
    makeInProjects(provider);

    assertThat(await(provider.shutdown())).isTrue();

    requireProjects();
  }

  @Test
  void splitsTheRequestsOfAHostThatKeepsItsBatchProcessor() {
    receiver.maxRequestBytes(4 * MEBIBYTE);
    SdkTracerProvider provider = providerWithBatches();
    Spans.make(telemetry(provider), 30, 420_000);

    // No flush before: a batch processor of OpenTelemetry that is shut down right after a flush may
    // take the flush that it has just answered for the one it must wait for, and drop its spans.
    assertThat(await(provider.shutdown())).isTrue();

    assertThat(receiver.spans()).hasSize(30);
  }

  private SdkTracerProvider providerWithBatches() {
    return provider(
        OpenInferencePipeline.projects(),
        BatchSpanProcessor.builder(OpenInferencePipeline.prepare(exporter())).build());
  }

  @Test
  void noRequestExceedsFourMebibytes() {
    receiver.maxRequestBytes(4 * MEBIBYTE);
    OpenInferencePipeline pipeline = OpenInferencePipeline.create(exporter());
    SdkTracerProvider provider = provider(pipeline.spanProcessor());
    Spans.make(telemetry(provider), 30, 420_000);

    assertThat(await(provider.shutdown())).isTrue();

    assertThat(receiver.spans()).hasSize(30);
    assertThat(receiver.requests()).extracting(ReceivedRequest::status).containsOnly(200);
  }

  @Test
  void sendsAgainToACollectorThatWasAway() throws InterruptedException {
    receiver.stop();
    OpenInferencePipeline pipeline =
        OpenInferencePipeline.builder(exporter()).destination("the collector").build();
    SdkTracerProvider provider = provider(pipeline.spanProcessor());
    Spans.make(telemetry(provider), "one", "two");
    assertThat(await(provider.forceFlush())).isFalse();
    log.await("OpenInference cannot deliver spans to the collector now: ");

    receiver.restart();

    assertThat(receiver.awaitSpans(2, Duration.ofSeconds(30)))
        .extracting(ReceivedSpan::name)
        .containsExactly("one", "two");
    log.await("OpenInference delivers spans to the collector again");
    assertThat(await(provider.shutdown())).isTrue();
    assertThat(pipeline.lostSpans()).isZero();
  }

  @Test
  void refusedSpansAreCountedAndToldOf() {
    receiver.respondWith(401, 1_000);
    OpenInferencePipeline pipeline =
        OpenInferencePipeline.builder(exporter()).destination("the collector").build();
    SdkTracerProvider provider = provider(pipeline.spanProcessor());
    Spans.make(telemetry(provider), "one", "two");

    await(provider.shutdown());

    assertThat(pipeline.lostSpans()).isEqualTo(2);
    assertThat(log.warnings())
        .contains(
            "OpenInference lost 2 spans: the collector refused them with HTTP 401. Check"
                + " PHOENIX_API_KEY or the header that carries the key.");
  }

  @Test
  void keepsAsManySpansAsItIsTold() {
    receiver.stop();
    OpenInferencePipeline pipeline =
        OpenInferencePipeline.builder(exporter())
            .maxQueueSize(10)
            .maxQueueBytes(MEBIBYTE)
            .maxExportBatchSize(5)
            .scheduleDelay(Duration.ofHours(1))
            .exportTimeout(Duration.ofSeconds(5))
            .build();
    SdkTracerProvider provider = provider(pipeline.spanProcessor());
    Spans.make(telemetry(provider), 100, 10);

    await(provider.shutdown());

    assertThat(pipeline.lostSpans()).isEqualTo(100);
    assertThat(log.warnings()).anyMatch(line -> line.contains("10 spans"));
  }

  @Test
  void raisesTheAttributeLimitUnlessTheHostSetOne() {
    SpanLimits own = SpanLimits.builder().setMaxNumberOfAttributes(200).build();

    assertThat(OpenInferencePipeline.raise(own)).isSameAs(own);
    assertThat(
            OpenInferencePipeline.raise(SpanLimits.builder().setMaxNumberOfEvents(7).build())
                .toString())
        .contains("maxNumberOfAttributes=10000", "maxNumberOfEvents=7");
  }

  @Test
  void badValuesAreNamed() {
    OpenInferencePipelineBuilder builder = OpenInferencePipeline.builder(exporter());
    requireComplaint(
        () -> builder.destination(" "),
        "destination is \" \" but must be a name that is not blank");
    requireComplaint(() -> builder.maxQueueSize(0), "maxQueueSize is 0 but must be 1 or more");
    requireComplaint(() -> builder.maxQueueBytes(-1), "maxQueueBytes is -1 but must be 1 or more");
    requireComplaint(
        () -> builder.maxExportBatchSize(0), "maxExportBatchSize is 0 but must be 1 or more");
    requireComplaint(
        () -> builder.scheduleDelay(Duration.ofSeconds(-1)),
        "scheduleDelay is PT-1S but must be 0 or more");
    requireComplaint(
        () -> builder.exportTimeout(Duration.ZERO),
        "exportTimeout is PT0S but must be more than 0");
  }

  private static void requireComplaint(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  @Test
  void thePipelineOfTheSdksSettingsSendsTheSpansOfTheHost() {
    OpenInferencePipeline pipeline =
        OpenInferenceSdk.builder().endpoint(receiver.endpoint()).apiKey("secret").buildPipeline();
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(Resource.create(Attributes.of(stringKey("service.name"), "host")))
            .addSpanProcessor(pipeline.spanProcessor())
            .build();
    try (Scope ignored = OpenInference.usingProject("bot")) {
      telemetry(provider).getTracer("host").spanBuilder("work").startSpan().end();
    }

    assertThat(await(provider.shutdown())).isTrue();
    ReceivedSpan span = receiver.awaitSpans(1).get(0);
    assertThat(span.name()).isEqualTo("work");
    assertThat(span.resourceAttributes())
        .containsEntry("service.name", "host")
        .containsEntry("openinference.project.name", "bot");
    assertThat(receiver.requests().get(0).headers().toString()).contains("Bearer secret");
    assertThat(pipeline.lostSpans()).isZero();
    assertThat(pipeline.toString()).contains(receiver.tracesEndpoint()).doesNotContain("secret");
  }
}
