// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the spans that started and those that ended. */
final class SpanCount implements SpanProcessor {

  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    started.incrementAndGet();
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    ended.incrementAndGet();
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  int started() {
    return started.get();
  }

  int ended() {
    return ended.get();
  }

  int open() {
    return started.get() - ended.get();
  }
}
