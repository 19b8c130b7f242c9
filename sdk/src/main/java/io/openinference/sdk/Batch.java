// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.TelemetryGuard;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.List;

/** Spans that travel in one request, until they are delivered or given up. */
final class Batch {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");

  private final List<SpanData> spans;
  private final CompletableResultCode result = new CompletableResultCode();
  private long bytes = -1;
  private int doubtfulAttempts;

  Batch(Collection<SpanData> spans) {
    this.spans = List.copyOf(spans);
  }

  List<SpanData> spans() {
    return spans;
  }

  /** What the caller of the exporter waits for. */
  CompletableResultCode result() {
    return result;
  }

  /** Bytes at most, measured only for batches that have to be kept. */
  long bytes() {
    if (bytes < 0) {
      bytes = measure();
    }
    return bytes;
  }

  private long measure() {
    try {
      return spans.stream().mapToLong(SpanSize::of).sum();
    } catch (Throwable fault) {
      GUARD.handle("size of spans", fault);
      return 0;
    }
  }

  /** Counts attempts that failed for a reason that may lie in the batch itself. */
  int countDoubtfulAttempt() {
    return ++doubtfulAttempts;
  }

  /** Two batches in place of this one, whose result is theirs. */
  List<Batch> halves() {
    int middle = spans.size() / 2;
    Batch first = new Batch(spans.subList(0, middle));
    Batch second = new Batch(spans.subList(middle, spans.size()));
    CompletableResultCode both = CompletableResultCode.ofAll(List.of(first.result, second.result));
    both.whenComplete(() -> complete(both.isSuccess()));
    return List.of(first, second);
  }

  void complete(boolean success) {
    if (success) {
      result.succeed();
    } else {
      result.fail();
    }
  }
}
