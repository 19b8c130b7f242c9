// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/**
 * Hands spans to an exporter, which is foreign code.
 *
 * <p>Neither OpenTelemetry's batch processor nor our thread must end by what one throws.
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
