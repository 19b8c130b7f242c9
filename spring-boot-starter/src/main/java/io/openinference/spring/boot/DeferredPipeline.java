// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.sdk.OpenInferencePipeline;
import io.openinference.sdk.OpenInferenceSdkBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
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

  private final OpenInferenceSdkBuilder builder;
  private final SpanProcessor projects = OpenInferencePipeline.projects();
  private final Object lock = new Object();

  /** Written with the lock. */
  private volatile @Nullable SpanProcessor sender;

  // Both are guarded by lock.
  private @Nullable OpenInferencePipeline pipeline;
  private boolean isClosed;

  /**
   * Creates a pipeline.
   *
   * @param builder has checked its settings already
   */
  DeferredPipeline(OpenInferenceSdkBuilder builder) {
    this.builder = builder;
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
        pipeline = builder.buildPipeline();
        return pipeline.spanProcessor();
      } catch (RuntimeException | LinkageError fault) {
        // The application ends a span here, and must not learn of a class that is missing.
        LOG.warn("OpenInference sends no spans: " + fault.getMessage());
      }
    }
    return SpanProcessor.composite();
  }

  long lostSpans() {
    synchronized (lock) {
      return pipeline == null ? 0 : pipeline.lostSpans();
    }
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    projects.onStart(parentContext, span);
  }

  @Override
  public boolean isStartRequired() {
    return true;
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
