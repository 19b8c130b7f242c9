// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes scopes of a thread from the innermost to the outermost, whatever order they are closed in.
 *
 * <p>Micrometer's context propagation closes the scopes of all its accessors in the order in which
 * it opened them. OpenTelemetry ignores the close of a scope that is not the innermost one, so its
 * Context would stay on the thread. The same holds for a scope that the application closes after
 * the scope around it: the end of the layer around it puts back what was current before.
 */
final class ContextLayers {

  /** The maximum depth, for code that never closes its scopes. */
  private static final int MAX_DEPTH = 1_000;

  private static final ThreadLocal<Deque<Layer>> OPEN = ThreadLocal.withInitial(ArrayDeque::new);

  /**
   * Adds a layer on top.
   *
   * @param before what was current before the scopes were opened
   * @param scopes the open scopes of the layer, the outermost first
   */
  static Layer push(Context before, Scope... scopes) {
    Layer layer = new Layer(before, scopes);
    Deque<Layer> open = OPEN.get();
    if (open.size() >= MAX_DEPTH) {
      open.removeLast();
    }
    open.push(layer);
    return layer;
  }

  private static void closeEnded() {
    Deque<Layer> open = OPEN.get();
    while (!open.isEmpty() && open.peek().isEnded) {
      Layer layer = open.pop();
      layer.closeScopes();
      layer.restore();
    }
  }

  /** Scopes that belong together. */
  static final class Layer implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private final Context before;
    private final Scope[] scopes;
    private boolean isEnded;

    private Layer(Context before, Scope[] scopes) {
      this.before = before;
      this.scopes = scopes;
    }

    /** Closes the scopes as soon as all inner layers are closed. */
    @Override
    public void close() {
      if (isEnded) {
        return;
      }
      isEnded = true;
      if (Thread.currentThread() == thread) {
        closeEnded();
      } else {
        closeScopes(); // OpenTelemetry reports it.
      }
    }

    private void closeScopes() {
      for (int i = scopes.length - 1; i >= 0; i--) {
        scopes[i].close();
      }
    }

    @SuppressWarnings("MustBeClosedChecker") // The layer below closes what is current now.
    private void restore() {
      if (Context.current() != before) {
        Scope unused = before.makeCurrent();
      }
    }
  }

  private ContextLayers() {}
}
