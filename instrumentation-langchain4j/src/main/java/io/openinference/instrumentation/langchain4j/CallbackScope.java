// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The scope of a callback of a streaming response. LangChain4j's own code runs in it, and after
 * that, when the service has ended, the application's: what that starts is no part of the service.
 */
final class CallbackScope implements AutoCloseable {

  private static final ThreadLocal<@Nullable CallbackScope> CURRENT = new ThreadLocal<>();

  private final @Nullable Invocation invocation;
  private final @Nullable CallbackScope outer = CURRENT.get();
  private final Scope scope;
  private Scope afterService = Scope.noop();

  private CallbackScope(Context context, @Nullable Invocation invocation) {
    this.invocation = invocation;
    this.scope = GuardedScope.of(context);
  }

  /**
   * Opens a scope on the current thread.
   *
   * @param invocation the AI service that the callback belongs to, if any
   */
  static CallbackScope open(Context context, @Nullable Invocation invocation) {
    CallbackScope opened = new CallbackScope(context, invocation);
    CURRENT.set(opened);
    return opened;
  }

  /** Goes over to the context of the service's caller, if this thread is in a callback of it. */
  static void serviceEnded(Invocation ended) {
    CallbackScope current = CURRENT.get();
    if (current != null && current.invocation == ended) {
      current.afterService.close();
      current.afterService = GuardedScope.of(ended.callerContext());
    }
  }

  @Override
  public void close() {
    afterService.close();
    scope.close();
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }
}
