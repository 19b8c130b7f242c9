// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.TelemetryGuard;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/**
 * Hands spans to an exporter, which is foreign code.
 *
 * <p>OpenTelemetry's batch processor does not survive each error that one may throw, and waits for
 * a result that never completes.
 */
final class GuardedExport {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");

  static CompletableResultCode export(SpanExporter exporter, Collection<SpanData> spans) {
    try {
      return requireNonNull(exporter.export(spans), "result of export");
    } catch (Throwable fault) {
      GUARD.handle("export", fault);
      return CompletableResultCode.ofExceptionalFailure(fault);
    }
  }

  private GuardedExport() {}
}
