// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.sdk.OpenInferencePipeline;
import io.openinference.spring.boot.OpenInferenceProperties.Traces;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** The part that this starter adds to the tracer provider of Boot's OpenTelemetry. */
final class BootPipeline implements ApplicationListener<ApplicationReadyEvent> {

  private final SendingSettings settings;
  private final @Nullable DeferredPipeline pipeline;
  private final SpanProcessor spanProcessor;

  /**
   * Creates a pipeline.
   *
   * @param hasExporter true if the application exports spans itself. Variables such as
   *     PHOENIX_COLLECTOR_ENDPOINT then name no second collector, which would get each span twice.
   */
  BootPipeline(SendingSettings settings, Traces traces, boolean hasExporter) {
    this.settings = settings;
    boolean sends = settings.nameOwnCollector() || (!hasExporter && settings.endpoint() != null);
    this.pipeline = sends ? new DeferredPipeline(settings.pipeline()) : null;
    SpanProcessor projects = OpenInferencePipeline.projects();
    this.spanProcessor =
        pipeline == null
            ? projects
            : SpanProcessor.composite(
                projects,
                traces == Traces.LLM
                    ? new LlmTraces(pipeline, settings.convertGenAiSpans())
                    : pipeline);
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    if (pipeline != null) {
      pipeline.setUpInBackground();
    }
  }

  SpanProcessor spanProcessor() {
    return spanProcessor;
  }

  /** Returns the collector, or null if the application's own exporters send the spans. */
  @Nullable SpanDestination destination() {
    return pipeline == null ? null : new SpanDestination(settings.endpoint(), pipeline::lostSpans);
  }
}
