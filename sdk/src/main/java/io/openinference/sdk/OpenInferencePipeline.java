// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * What OpenInference spans need of an OpenTelemetry SDK that a host sets up itself, without
 * OpenTelemetry's autoconfiguration, as frameworks do.
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
 * <p>A host that keeps its own batch processor takes {@link #projects()} and {@link
 * #prepare(SpanExporter)} instead: these give all but the delivery.
 *
 * @since 0.1.0
 */
public final class OpenInferencePipeline {

  private final SpanDelivery delivery;
  private final SpanProcessor spanProcessor;

  /** Returns a pipeline with the default settings in front of an exporter. */
  public static OpenInferencePipeline create(SpanExporter exporter) {
    return builder(exporter).build();
  }

  /**
   * Returns a builder of a pipeline.
   *
   * @param exporter sends one request for each call. The pipeline shuts it down.
   */
  public static OpenInferencePipelineBuilder builder(SpanExporter exporter) {
    return new OpenInferencePipelineBuilder(requireNonNull(exporter, "exporter"));
  }

  /**
   * Returns limits that let a span keep 10,000 attributes, because the default of 128 is full after
   * some 50 chat messages. A limit other than that default stays.
   *
   * @param limits of the host, whose other limits stay
   */
  public static SpanLimits raise(SpanLimits limits) {
    int usual = SpanLimits.getDefault().getMaxNumberOfAttributes();
    return limits.getMaxNumberOfAttributes() == usual
        ? limits.toBuilder().setMaxNumberOfAttributes(AttributeLimit.RAISED).build()
        : limits;
  }

  /**
   * Returns a processor that puts the project of {@code OpenInference.usingProject} on every span,
   * those of other libraries too. {@link #spanProcessor()} does so as well.
   */
  public static SpanProcessor projects() {
    return new ProjectSpanProcessor();
  }

  /**
   * Returns an exporter that puts spans under the resource of their project and keeps requests
   * below 4 MiB, unless a single span is larger. A span that lost attributes is warned of once.
   *
   * @param exporter gets the requests. The returned exporter shuts it down.
   */
  public static SpanExporter prepare(SpanExporter exporter) {
    return new OpenInferenceSpanExporter(
        requireNonNull(exporter, "exporter"), new AttributeLoss(AttributeLimit.RAISED));
  }

  OpenInferencePipeline(SpanExporter exporter, String destination, DeliverySettings settings) {
    this.delivery =
        new SpanDelivery(
            new BatchExporter(prepare(exporter), /* sender= */ null, destination), settings);
    this.spanProcessor =
        SpanProcessor.composite(new ProjectSpanProcessor(), new DeliveryProcessor(delivery));
  }

  /**
   * Returns the processor of the whole pipeline: projects, requests below 4 MiB, a bounded queue,
   * redelivery to a collector that is away, and a line for each kind of loss. It takes the place of
   * a batch processor. The shutdown of the tracer provider sends what is left, at most 9 seconds.
   */
  public SpanProcessor spanProcessor() {
    return spanProcessor;
  }

  /** Returns how many spans are lost for good. A line on {@link System#err} tells why. */
  public long lostSpans() {
    return delivery.lostSpans();
  }

  @Override
  public String toString() {
    return "OpenInferencePipeline{" + delivery + "}";
  }
}
