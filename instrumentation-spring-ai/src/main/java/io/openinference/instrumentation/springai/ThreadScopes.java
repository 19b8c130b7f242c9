// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The scopes that are open for one observation, which may be current on several threads. */
final class ThreadScopes {

  private final Map<Thread, Deque<Scope>> scopes = new ConcurrentHashMap<>();

  /** Remembers a scope of this thread. */
  void push(Scope scope) {
    scopes.computeIfAbsent(Thread.currentThread(), thread -> new ArrayDeque<>()).push(scope);
  }

  /** Closes the scope of this thread that was opened last. */
  void pop() {
    Deque<Scope> open = scopes.get(Thread.currentThread());
    if (open != null) {
      GuardedScope.close(open.pop());
      if (open.isEmpty()) {
        scopes.remove(Thread.currentThread());
      }
    }
  }

  /** Closes all scopes of this thread. */
  void popAll() {
    Deque<Scope> open = scopes.remove(Thread.currentThread());
    if (open != null) {
      open.forEach(GuardedScope::close);
    }
  }
}
