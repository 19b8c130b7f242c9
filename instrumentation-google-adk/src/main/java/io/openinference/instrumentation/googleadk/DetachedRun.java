// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** A run that makes its span itself, because ADK's tracer cannot make it. */
final class DetachedRun implements RunWatcher {

  private final Tracing tracing;
  private final WatchedRun run;
  private final SpanListener listener = new SpanListener();
  private volatile @Nullable OpenInferenceSpan<?> span;

  DetachedRun(Tracing tracing, WatchedRun run) {
    this.tracing = tracing;
    this.run = run;
  }

  @Override
  public Context storeIn(Context context) {
    Context inRun = run.storeIn(context);
    try {
      OpenInferenceSpan<?> started = tracing.rules().start(run, inRun, listener);
      span = started;
      return started.context();
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("run", fault);
      return inRun;
    }
  }

  @Override
  public void see(Object item) {
    run.see(item);
  }

  @Override
  public void over(@Nullable Throwable failure) {
    run.over(failure);
    OpenInferenceSpan<?> started = span;
    if (started != null) {
      if (failure != null) {
        listener.exception(started, failure);
      }
      listener.end(started);
      started.end();
    }
  }
}
