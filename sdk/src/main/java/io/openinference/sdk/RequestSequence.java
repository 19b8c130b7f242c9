// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of a batch one after the other. OpenTelemetry's sender has five threads and no
 * queue: it rejects further requests while it sends five.
 */
final class RequestSequence {

  private final SpanExporter exporter;
  private final Iterator<List<SpanData>> requests;
  private final CompletableResultCode result = new CompletableResultCode();

  // Only one request at a time uses this field.
  private boolean failed;
  private @Nullable Throwable failure;

  RequestSequence(SpanExporter exporter, List<List<SpanData>> requests) {
    this.exporter = exporter;
    this.requests = requests.iterator();
  }

  /** Completes after the last request; fails if one request failed. */
  CompletableResultCode send() {
    while (requests.hasNext()) {
      CompletableResultCode attempt = send(requests.next());
      if (!attempt.isDone()) {
        attempt.whenComplete(() -> continueAfter(attempt));
        return result;
      }
      if (!mayContinueAfter(attempt)) {
        break;
      }
    }
    complete();
    return result;
  }

  private CompletableResultCode send(Collection<SpanData> request) {
    return GuardedExport.export(exporter, request);
  }

  private void continueAfter(CompletableResultCode attempt) {
    if (mayContinueAfter(attempt)) {
      send();
    } else {
      complete();
    }
  }

  /**
   * Tells whether to send the remaining requests. If the collector is unavailable, each of them
   * would wait for its timeout.
   */
  private boolean mayContinueAfter(CompletableResultCode attempt) {
    if (!attempt.isSuccess() && !failed) {
      failed = true;
      failure = attempt.getFailureThrowable();
    }
    return !Answer.of(attempt).outcome().isTemporary();
  }

  private void complete() {
    if (failed) {
      result.failExceptionally(failure);
    } else {
      result.succeed();
    }
  }
}
