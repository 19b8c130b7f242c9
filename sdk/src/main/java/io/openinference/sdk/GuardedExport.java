// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/**
 * Hands spans to an exporter and guards against its exceptions.
 *
 * <p>An exporter is foreign code. Its exceptions must not end OpenTelemetry's batch processor or
 * our delivery thread.
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
