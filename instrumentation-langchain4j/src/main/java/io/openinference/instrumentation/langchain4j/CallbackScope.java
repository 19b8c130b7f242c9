// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The scope around a callback of a streaming response. LangChain4j's own code runs in this scope.
 * After the service has ended, the application's code runs in it too, and the spans of that code do
 * not belong to the service.
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
   * @param invocation the AI service that the callback belongs to, or null
   */
  static CallbackScope open(Context context, @Nullable Invocation invocation) {
    CallbackScope opened = new CallbackScope(context, invocation);
    CURRENT.set(opened);
    return opened;
  }

  /**
   * Switches to the context of the service's caller if this thread runs a callback of the service.
   */
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
