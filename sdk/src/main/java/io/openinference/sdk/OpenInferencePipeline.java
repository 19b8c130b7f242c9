// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts that OpenInference spans need, for a host that sets up the OpenTelemetry SDK itself and
 * without OpenTelemetry's autoconfiguration, as frameworks do.
 *
 * <pre>{@code
 * OpenInferencePipeline pipeline = OpenInferencePipeline.create(exporter);
 * SdkTracerProvider provider =
 *     SdkTracerProvider.builder()
 *         .setSpanLimits(OpenInferencePipeline.raise(SpanLimits.getDefault()))
 *         .addSpanProcessor(pipeline.spanProcessor())
 *         .build();
 * }</pre>
 *
 * <p>A host that keeps its own batch processor uses {@link #projects()} and {@link
 * #prepare(SpanExporter)} instead. They do everything except the delivery.
 *
 * @since 0.1.0
 */
public final class OpenInferencePipeline {

  private final List<SpanDelivery> deliveries;
  private final String description;
  private final SpanProcessor liveSpans;
  private final SpanProcessor spanProcessor;

  /** Returns a pipeline with the default settings for an exporter. */
  public static OpenInferencePipeline create(SpanExporter exporter) {
    return builder(exporter).build();
  }

  /**
   * Returns a builder of a pipeline.
   *
   * @param exporter sends one request per call. The pipeline shuts down the exporter.
   */
  public static OpenInferencePipelineBuilder builder(SpanExporter exporter) {
    return new OpenInferencePipelineBuilder(requireNonNull(exporter, "exporter"));
  }

  /**
   * Returns limits that let a span keep 10,000 attributes. The default of 128 is full after about
   * 50 chat messages. An attribute limit other than 128 is kept.
   *
   * @param limits the limits of the host; all other limits are kept
   */
  public static SpanLimits raise(SpanLimits limits) {
    int usual = SpanLimits.getDefault().getMaxNumberOfAttributes();
    return limits.getMaxNumberOfAttributes() == usual
        ? limits.toBuilder().setMaxNumberOfAttributes(AttributeLimit.RAISED).build()
        : limits;
  }

  /**
   * Returns a processor that sets the project of {@code OpenInference.usingProject} on every span,
   * including spans of other libraries. {@link #spanProcessor()} includes this processor.
   */
  public static SpanProcessor projects() {
    return new ProjectSpanProcessor();
  }

  /**
   * Returns an exporter that puts spans under the resource of their project and limits requests to
   * 4 MiB, unless a single span is larger. A warning reports the first span that lost attributes.
   *
   * @param exporter receives the requests. The returned exporter shuts it down.
   */
  public static SpanExporter prepare(SpanExporter exporter) {
    return new OpenInferenceSpanExporter(
        requireNonNull(exporter, "exporter"), new AttributeLoss(AttributeLimit.RAISED));
  }

  /**
   * Returns a processor that gives {@code gen_ai} spans the messages that their tracers emit as log
   * records, for exporters that convert spans of other tracers. Log records stay as they are.
   */
  public static LogRecordProcessor genAiMessages() {
    return new EmittedMessages();
  }

  OpenInferencePipeline(SpanExporter exporter, String destination, DeliverySettings settings) {
    this(
        List.of(
            new SpanDelivery(
                new BatchExporter(prepare(exporter), /* sender= */ null, destination), settings)),
        /* liveSpans= */ null,
        destination);
  }

  OpenInferencePipeline(
      List<SpanDelivery> deliveries, @Nullable LiveSpans liveSpans, String description) {
    this.deliveries = List.copyOf(deliveries);
    this.description = description;
    this.liveSpans = liveSpans == null ? SpanProcessor.composite() : liveSpans;
    List<SpanProcessor> processors = new ArrayList<>();
    processors.add(new ProjectSpanProcessor());
    processors.add(this.liveSpans);
    this.deliveries.forEach(delivery -> processors.add(new DeliveryProcessor(delivery)));
    this.spanProcessor = SpanProcessor.composite(processors);
  }

  /**
   * Returns the processor of the whole pipeline: projects, requests of at most 4 MiB, a bounded
   * queue, retries while the collector is unavailable, and a log line for each kind of loss. Use it
   * instead of a batch processor. When the tracer provider shuts down, the processor sends the
   * remaining spans for at most 9 seconds.
   */
  public SpanProcessor spanProcessor() {
    return spanProcessor;
  }

  /**
   * Returns the part of {@link #spanProcessor()} that tells the viewer of spans that start, for a
   * host that learns only later which spans it sends. The part is off, and {@link
   * SpanProcessor#isStartRequired()} is false, unless {@link OpenInferenceSdkBuilder#liveSpans} or
   * {@code OPENINFERENCE_LIVE_SPANS} turns it on.
   *
   * @since 0.1.0
   */
  public SpanProcessor liveSpans() {
    return liveSpans;
  }

  /** Returns the number of spans that are lost for good. A line on {@link System#err} says why. */
  public long lostSpans() {
    return deliveries.stream().mapToLong(SpanDelivery::lostSpans).sum();
  }

  /** Describes where spans go, without header values. */
  @Override
  public String toString() {
    return "OpenInferencePipeline{" + description + "}";
  }
}
