// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the viewer which spans have started, so that it shows them while they run.
 *
 * <p>A notice holds the name, the ids, the start, the kind and the project of a span. It holds no
 * input. The class drops notices that come faster than it can send them. It stops at the first
 * answer that is not a success, because only the viewer of this project accepts notices.
 */
final class LiveSpans implements StartProcessor {

  static final String SETTING = "openinference.live.spans";

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");

  /** The name of a span whose tracer names it later, as Micrometer does when the span ends. */
  private static final String UNNAMED = "<unspecified span name>";

  private static final String TRACES = "/v1/traces";
  private static final int MAX_WAITING = 2_048;
  private static final long GATHER_MILLIS = 100;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Weak, so that a slow viewer keeps no span that has ended and was exported. */
  private final BlockingQueue<WeakReference<ReadableSpan>> started =
      new ArrayBlockingQueue<>(MAX_WAITING);

  private final SpanExporter exporter;
  private final ProjectSpans projects = new ProjectSpans();
  private final Thread thread;
  private volatile boolean stopped;

  private LiveSpans(SpanExporter exporter) {
    this.exporter = exporter;
    this.thread = DeliveryThreads.create(this::run, "openinference-live-spans");
  }

  /** Returns a processor, or null if the destination cannot be a viewer. */
  static @Nullable LiveSpans to(Destination destination) {
    String endpoint = destination.endpoint().toString();
    if (destination.protocol() != OtlpProtocol.HTTP_PROTOBUF || !endpoint.endsWith(TRACES)) {
      EnvironmentSettings.warn(
          EnvironmentSettings.name(SETTING)
              + " has no effect: it needs the protocol http/protobuf and an endpoint that ends with"
              + " "
              + TRACES);
      return null;
    }
    URI notices =
        URI.create(endpoint.substring(0, endpoint.length() - TRACES.length()) + "/api/running");
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(notices.toString())
            .setTimeout(TIMEOUT)
            .setRetryPolicy(null)
            // Without this setting, the first notice would look up the global OpenTelemetry,
            // which sets it.
            .setMeterProvider(MeterProvider.noop());
    destination.headers().forEach(builder::addHeader);
    LiveSpans live = new LiveSpans(builder.build());
    live.thread.start();
    return live;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    if (!stopped && span.getSpanContext().isSampled()) {
      var unused = started.offer(new WeakReference<>(span));
    }
  }

  private void run() {
    List<WeakReference<ReadableSpan>> spans = new ArrayList<>();
    while (!stopped) {
      try {
        spans.add(started.take());
        // Most spans of a burst have ended by then, and need no notice.
        TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
        started.drainTo(spans);
        send(spans);
      } catch (InterruptedException closing) {
        return;
      } catch (Throwable fault) {
        GUARD.handle("live spans", fault);
      }
      spans.clear();
    }
  }

  private void send(List<WeakReference<ReadableSpan>> spans) {
    List<SpanData> notices = new ArrayList<>();
    for (WeakReference<ReadableSpan> reference : spans) {
      ReadableSpan span = reference.get();
      if (span != null && !span.hasEnded() && !span.getName().equals(UNNAMED)) {
        notices.add(new Notice(projects.underProject(span.toSpanData())));
      }
    }
    if (notices.isEmpty()) {
      return;
    }
    CompletableResultCode result = GuardedExport.export(exporter, notices);
    result.join(TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS);
    // A failure is not the fault of the endpoint if the end of the SDK interrupted the notice.
    if (!result.isSuccess() && !stopped) {
      stopped = true;
      started.clear();
      EnvironmentSettings.warn(
          "OpenInference shows no running spans, because the endpoint takes no notices of starts."
              + " Ended spans are sent as usual.");
    }
  }

  @Override
  public CompletableResultCode shutdown() {
    stopped = true;
    thread.interrupt();
    return exporter.shutdown();
  }

  @Override
  public String toString() {
    return "LiveSpans{}";
  }

  /** A span without its content. */
  private static final class Notice extends DelegatingSpanData {

    private final Attributes attributes;

    Notice(SpanData span) {
      super(span);
      String kind = span.getAttributes().get(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND);
      attributes =
          kind == null
              ? Attributes.empty()
              : Attributes.of(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND, kind);
    }

    @Override
    public Attributes getAttributes() {
      return attributes;
    }

    @Override
    public int getTotalAttributeCount() {
      return attributes.size();
    }

    // Events, links and the text of a status may quote content of a model call.

    @Override
    public List<EventData> getEvents() {
      return List.of();
    }

    @Override
    public int getTotalRecordedEvents() {
      return 0;
    }

    @Override
    public List<LinkData> getLinks() {
      return List.of();
    }

    @Override
    public int getTotalRecordedLinks() {
      return 0;
    }

    @Override
    public StatusData getStatus() {
      return StatusData.unset();
    }
  }
}
