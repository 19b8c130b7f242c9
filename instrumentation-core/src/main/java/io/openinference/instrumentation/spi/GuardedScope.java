// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ImplicitContextKeyed;
import io.opentelemetry.context.Scope;

/**
 * A scope whose opening and closing never throw, for authors of instrumentations. A context storage
 * is foreign code that could otherwise break the application's call.
 *
 * @since 0.1.0
 */
public final class GuardedScope implements Scope {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  private final Scope delegate;

  private GuardedScope(Scope delegate) {
    this.delegate = delegate;
  }

  /** Makes the context current until the scope is closed. Close the scope on the same thread. */
  @SuppressWarnings("MustBeClosedChecker") // The caller closes it.
  public static Scope of(Context context) {
    Scope scope;
    try {
      scope = context.makeCurrent();
    } catch (Throwable t) {
      GUARD.handle("makeCurrent", t);
      scope = Scope.noop();
    }
    // One creation site and one type, so that the JIT compiler can avoid the allocation.
    return new GuardedScope(scope);
  }

  /**
   * Adds a value to the current context until the scope is closed. Close the scope on the same
   * thread.
   */
  @SuppressWarnings("MustBeClosedChecker") // The caller closes it.
  public static Scope with(ImplicitContextKeyed value) {
    try {
      return of(Context.current().with(value));
    } catch (Throwable t) {
      GUARD.handle("makeCurrent", t);
      return Scope.noop();
    }
  }

  /** Returns the current context, or the root context if the storage fails. */
  public static Context currentContext() {
    try {
      return Context.current();
    } catch (Throwable t) {
      GUARD.handle("currentContext", t);
      return Context.root();
    }
  }

  @Override
  public void close() {
    try {
      delegate.close();
    } catch (Throwable t) {
      GUARD.handle("closeScope", t);
    }
  }
}
