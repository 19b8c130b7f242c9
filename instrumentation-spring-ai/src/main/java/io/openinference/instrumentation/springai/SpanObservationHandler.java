// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.openinference.instrumentation.api.door.TracingSource;
import org.jspecify.annotations.Nullable;

/** Makes one span for each observation of Spring AI. */
final class SpanObservationHandler implements ObservationHandler<Observation.Context> {

  private final TracingSource<Tracing> source;
  private final ContextBridge bridge;
  private final ParentContexts parents;

  SpanObservationHandler(TracingSource<Tracing> source, ContextBridge bridge) {
    this.source = source;
    this.bridge = bridge;
    this.parents = new ParentContexts(bridge);
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    try {
      return source.current() != null
          && Tracing.GUARD.isOpen()
          && ObservationRecorders.of(context) != null;
    } catch (Throwable t) {
      Tracing.GUARD.handleLibrary("supports", t);
      return false;
    }
  }

  @Override
  public void onStart(Observation.Context context) {
    try {
      Tracing tracing = source.current();
      if (tracing != null) {
        start(tracing, context);
      }
    } catch (Throwable t) {
      Tracing.GUARD.handleLibrary("start", t);
    }
  }

  private void start(Tracing tracing, Observation.Context context) {
    ObservationRecorder<?, ?> recorder = ObservationRecorders.of(context);
    // A registry may have several handlers of ours, of which the first makes the span.
    if (recorder != null && !context.containsKey(ObservedSpan.class)) {
      ObservedSpan<?, ?> observed = recorder.startObserved(tracing, context, parents.find(context));
      context.put(ObservedSpan.class, observed);
      context.put(this, observed);
      bridge.attach(context, observed.inside());
    }
  }

  @Override
  public void onError(Observation.Context context) {
    ObservedSpan<?, ?> observed = observed(context);
    if (observed != null) {
      observed.recordError(context.getError());
    }
  }

  @Override
  public void onScopeOpened(Observation.Context context) {
    ObservedSpan<?, ?> observed = observed(context);
    if (observed != null) {
      try {
        observed.scopes().push(bridge.open(context, observed.inside()));
      } catch (Throwable t) {
        Tracing.GUARD.handleLibrary("openScope", t);
      }
    }
  }

  @Override
  public void onScopeClosed(Observation.Context context) {
    ObservedSpan<?, ?> observed = observed(context);
    if (observed != null) {
      observed.scopes().pop();
    }
  }

  @Override
  public void onScopeReset(Observation.Context context) {
    ObservedSpan<?, ?> observed = observed(context);
    if (observed != null) {
      observed.scopes().popAll();
    }
  }

  @Override
  public void onStop(Observation.Context context) {
    ObservedSpan<?, ?> observed = observed(context);
    if (observed != null) {
      observed.stop(context);
    }
  }

  /** Returns the span that this handler has made for an observation, or null. */
  private @Nullable ObservedSpan<?, ?> observed(Observation.Context context) {
    return context.get(this);
  }
}
