// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The running invocations of AI services, by identifier.
 *
 * <p>All instrumentors share the invocations, so that a service that several instrumentors trace
 * has one span. Weak references, because a {@code TokenStream} that is never started fires no
 * event.
 */
final class Invocations {

  private static final Map<UUID, Invocation> IN_PROGRESS = new WeakHashMap<>();

  static @Nullable Invocation find(@Nullable InvocationContext context) {
    UUID id = context == null ? null : context.invocationId();
    if (id == null) {
      return null;
    }
    synchronized (IN_PROGRESS) {
      return IN_PROGRESS.get(id);
    }
  }

  static void add(UUID id, Invocation invocation) {
    synchronized (IN_PROGRESS) {
      IN_PROGRESS.put(id, invocation);
    }
  }

  static void remove(UUID id) {
    synchronized (IN_PROGRESS) {
      IN_PROGRESS.remove(id);
    }
  }

  /** Returns the running invocations, in no particular order. */
  static List<Invocation> all() {
    synchronized (IN_PROGRESS) {
      return List.copyOf(IN_PROGRESS.values());
    }
  }

  private Invocations() {}
}
