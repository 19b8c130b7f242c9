// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.sdk.OpenInferencePipeline;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sets up the way to the collector when the application has started, or when the first span has
 * ended, whichever comes first. The set-up loads several hundred classes, for which the start of
 * the application does not wait.
 */
final class DeferredPipeline implements SpanProcessor {

  private static final Log LOG = LogFactory.getLog(DeferredPipeline.class);

  /** Spans that start before the set-up. The viewer shows those of them that still run then. */
  private static final int MAX_STARTED = 100;

  private final Supplier<OpenInferencePipeline> source;
  private final Object lock = new Object();

  /** Written with the lock. */
  private volatile @Nullable SpanProcessor sender;

  /** Guards spans that start, because they do not wait for the set-up. */
  private final Object startLock = new Object();

  /** Takes the spans that start; written with the start lock. */
  private volatile @Nullable SpanProcessor liveSpans;

  /** Guarded by the start lock. */
  private final List<ReadWriteSpan> started = new ArrayList<>();

  // Both are written with the lock.
  private @Nullable OpenInferencePipeline pipeline;
  private volatile boolean isClosed;

  /**
   * Creates a pipeline.
   *
   * @param source sets up the way to the collector
   */
  DeferredPipeline(Supplier<OpenInferencePipeline> source) {
    this.source = source;
  }

  /** Begins the set-up on a thread of its own. */
  void setUpInBackground() {
    Thread thread = new Thread(this::sender, "openinference-set-up");
    thread.setDaemon(true);
    thread.start();
  }

  private SpanProcessor sender() {
    SpanProcessor known = sender;
    if (known != null) {
      return known;
    }
    synchronized (lock) {
      known = sender;
      if (known == null) {
        known = setUp();
        sender = known;
      }
      return known;
    }
  }

  // Called with the lock.
  private SpanProcessor setUp() {
    if (!isClosed) {
      try {
        pipeline = source.get();
        setUpLiveSpans(pipeline.liveSpans());
        return pipeline.spanProcessor();
      } catch (RuntimeException | LinkageError fault) {
        // The application ends a span here, and must not learn of a class that is missing.
        LOG.warn("OpenInference sends no spans: " + fault.getMessage());
      }
    }
    setUpLiveSpans(SpanProcessor.composite());
    return SpanProcessor.composite();
  }

  private void setUpLiveSpans(SpanProcessor live) {
    synchronized (startLock) {
      if (live.isStartRequired()) {
        started.stream()
            .filter(span -> !span.hasEnded())
            .forEach(span -> live.onStart(Context.root(), span));
      }
      started.clear();
      liveSpans = live;
    }
  }

  long lostSpans() {
    synchronized (lock) {
      return pipeline == null ? 0 : pipeline.lostSpans();
    }
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    SpanProcessor live = liveSpans;
    if (live == null) {
      synchronized (startLock) {
        live = liveSpans;
        if (live == null) {
          remember(span);
          return;
        }
      }
    }
    if (live.isStartRequired()) {
      live.onStart(parentContext, span);
    }
  }

  // Called with the start lock.
  private void remember(ReadWriteSpan span) {
    if (!isClosed && started.size() < MAX_STARTED) {
      started.add(span);
    }
  }

  /** Becomes false when the set-up has found that nobody asks for spans that start. */
  @Override
  public boolean isStartRequired() {
    SpanProcessor live = liveSpans;
    return live == null || live.isStartRequired();
  }

  @Override
  public void onEnd(ReadableSpan span) {
    sender().onEnd(span);
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode forceFlush() {
    SpanProcessor known = sender;
    return known == null ? CompletableResultCode.ofSuccess() : known.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    synchronized (lock) {
      isClosed = true;
      SpanProcessor known = sender;
      return known == null ? CompletableResultCode.ofSuccess() : known.shutdown();
    }
  }
}
