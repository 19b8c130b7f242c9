// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Wraps an exporter and prepares its spans: sets the resource of their project, limits the size of
 * requests, and warns when spans lost attributes.
 */
final class OpenInferenceSpanExporter implements SpanExporter {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");

  private final SpanExporter delegate;
  private volatile boolean handedOver;
  private final AttributeLoss attributeLoss;
  private final ProjectSpans projects = new ProjectSpans();
  private final GenAiConversion conversion;
  private final RequestSplitter splitter;

  OpenInferenceSpanExporter(SpanExporter delegate, AttributeLoss attributeLoss) {
    this(delegate, attributeLoss, RequestSplitter.MAX_REQUEST_BYTES);
  }

  OpenInferenceSpanExporter(
      SpanExporter delegate, AttributeLoss attributeLoss, GenAiConversion conversion) {
    this(delegate, attributeLoss, RequestSplitter.MAX_REQUEST_BYTES, conversion);
  }

  OpenInferenceSpanExporter(
      SpanExporter delegate, AttributeLoss attributeLoss, long maxRequestBytes) {
    this(delegate, attributeLoss, maxRequestBytes, GenAiConversion.NONE);
  }

  private OpenInferenceSpanExporter(
      SpanExporter delegate,
      AttributeLoss attributeLoss,
      long maxRequestBytes,
      GenAiConversion conversion) {
    this.conversion = conversion;
    this.delegate = delegate;
    this.attributeLoss = attributeLoss;
    this.splitter = new RequestSplitter(maxRequestBytes);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    List<List<SpanData>> requests = requests(spans);
    return requests.size() == 1
        ? GuardedExport.export(delegate, requests.get(0))
        : new RequestSequence(delegate, requests).send();
  }

  private List<List<SpanData>> requests(Collection<SpanData> spans) {
    try {
      return splitter.split(prepare(spans));
    } catch (Throwable fault) {
      GUARD.handle("preparation of spans for export", fault);
      return List.of(List.copyOf(spans));
    }
  }

  private Collection<SpanData> prepare(Collection<SpanData> spans) {
    List<SpanData> prepared = new ArrayList<>(spans.size());
    for (SpanData span : spans) {
      attributeLoss.check(span);
      prepared.add(conversion.apply(projects.underProject(span)));
    }
    return prepared;
  }

  /**
   * Returns an exporter that does the same work. This exporter no longer shuts the wrapped exporter
   * down. The returned exporter does not convert: its caller does so before it measures requests.
   */
  OpenInferenceSpanExporter handOver() {
    handedOver = true;
    return new OpenInferenceSpanExporter(delegate, attributeLoss);
  }

  GenAiConversion conversion() {
    return conversion;
  }

  @Override
  public CompletableResultCode flush() {
    return delegate.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return handedOver ? CompletableResultCode.ofSuccess() : delegate.shutdown();
  }

  @Override
  public String toString() {
    return "OpenInferenceSpanExporter{" + delegate + "}";
  }
}
