// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An exporter whose attempts the test completes. */
final class ScriptedExporter implements SpanExporter {

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<List<String>> sentNames = new CopyOnWriteArrayList<>();
  private final List<CompletableResultCode> attempts = new CopyOnWriteArrayList<>();
  private final BlockingQueue<CompletableResultCode> newAttempts = new LinkedBlockingQueue<>();
  private Consumer<Collection<SpanData>> onExport = spans -> {};

  void onExport(Consumer<Collection<SpanData>> onExport) {
    this.onExport = onExport;
  }

  CompletableResultCode attempt(int index) {
    return attempts.get(index);
  }

  /** Waits for an attempt that was not asked for yet. */
  CompletableResultCode nextAttempt() throws InterruptedException {
    CompletableResultCode attempt = newAttempts.poll(10, TimeUnit.SECONDS);
    if (attempt == null) {
      throw new AssertionError("No attempt within 10 seconds");
    }
    return attempt;
  }

  boolean hasNoNewAttempt() {
    return newAttempts.isEmpty();
  }

  /** Names of the spans of each attempt. */
  List<List<String>> sentNames() {
    return sentNames;
  }

  List<String> calls() {
    return calls;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    onExport.accept(spans);
    sentNames.add(new ArrayList<>(spans.stream().map(SpanData::getName).toList()));
    CompletableResultCode attempt = new CompletableResultCode();
    attempts.add(attempt);
    newAttempts.add(attempt);
    return attempt;
  }

  @Override
  public CompletableResultCode flush() {
    calls.add("flush");
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    calls.add("shutdown");
    return CompletableResultCode.ofSuccess();
  }
}
