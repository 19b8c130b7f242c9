// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.TimeUnit;

/**
 * Hands each ended and sampled span to its delivery. Replaces OpenTelemetry's batch processor,
 * which bounds spans by number only.
 */
final class DeliveryProcessor implements SpanProcessor {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");
  private static final long SHUTDOWN_NANOS = TimeUnit.SECONDS.toNanos(9);

  private final SpanDelivery delivery;

  DeliveryProcessor(SpanDelivery delivery) {
    this.delivery = delivery;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    // An exception of a span processor reaches the application.
    try {
      if (span.getSpanContext().isSampled()) {
        delivery.add(span.toSpanData());
      }
    } catch (OutOfMemoryError noMemory) {
      // Drops the error: only telemetry needed the memory, so the application must not see it.
      delivery.addLost(LossKind.NO_MEMORY);
    } catch (Throwable fault) {
      GUARD.handle("end of a span", fault);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return delivery.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    delivery.close(System.nanoTime() + SHUTDOWN_NANOS);
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public String toString() {
    return "DeliveryProcessor{" + delivery + "}";
  }
}
