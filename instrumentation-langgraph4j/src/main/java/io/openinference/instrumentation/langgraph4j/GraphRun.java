// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import io.openinference.instrumentation.AgentSpan;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.bsc.langgraph4j.NodeOutput;
import org.jspecify.annotations.Nullable;

/** One run of a graph, with its span. */
final class GraphRun {

  private static final ContextKey<GraphRun> KEY = ContextKey.named("openinference-langgraph4j-run");

  private static final OptionalProperty IS_DONE = OptionalProperty.named("isDone");

  /** The name of the property differs between releases of async-generator. */
  private static final OptionalProperty FUTURE = OptionalProperty.named("future");

  private static final OptionalProperty DATA = OptionalProperty.named("data");

  private final Tracing tracing;
  private final AgentSpan span;
  private final Context context;
  private volatile @Nullable Map<String, Object> input;
  private volatile @Nullable Map<String, Object> state;
  private volatile String lastNode = "__START__";

  GraphRun(Tracing tracing, AgentSpan span) {
    this.tracing = tracing;
    this.span = span;
    this.context = span.context().with(KEY, this);
  }

  static @Nullable GraphRun in(Context context) {
    return context.get(KEY);
  }

  AgentSpan span() {
    return span;
  }

  /** Returns the context that nodes run in. */
  Context context() {
    return context;
  }

  /** Notes that a node starts, and returns the node before. */
  String enter(String node) {
    String before = lastNode;
    lastNode = node;
    return before;
  }

  /**
   * Records what the generator of the run has returned.
   *
   * @return whether the run is over
   */
  boolean see(@Nullable Object data) {
    if (Boolean.TRUE.equals(IS_DONE.read(data))) {
      end(null);
      return true;
    }
    Object future = FUTURE.read(data);
    if (future == null) {
      future = DATA.read(data);
    }
    if (!(future instanceof CompletableFuture<?> output)) {
      return false;
    }
    if (output.isCompletedExceptionally()) {
      end(output.handle((value, failure) -> failure).getNow(null));
      return true;
    }
    if (output.getNow(null) instanceof NodeOutput<?> ofNode && ofNode.state() != null) {
      state = ofNode.state().data();
      if (input == null) {
        input = state;
      }
    }
    return false;
  }

  private void end(@Nullable Throwable failure) {
    try {
      recordStates();
    } finally {
      span.endExceptionally(failure);
    }
  }

  /** Records the first and the last state. */
  void recordStates() {
    Map<String, Object> first = input;
    Map<String, Object> last = state;
    if (first != null) {
      States.recordInput(span, first, tracing);
    }
    if (last != null) {
      States.recordOutput(span, last, tracing);
    }
  }
}
