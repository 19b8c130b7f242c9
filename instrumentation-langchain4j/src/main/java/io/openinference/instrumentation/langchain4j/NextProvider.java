// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the provider that LangChain4j would use without ours. */
final class NextProvider<P> {

  private final Class<P> type;
  private final Class<? extends P> own;
  private final ThreadLocal<Boolean> searching = new ThreadLocal<>();

  NextProvider(Class<P> type, Class<? extends P> own) {
    this.type = type;
    this.own = own;
  }

  /** Returns the object that the next provider creates, or null if there is none. */
  <T> @Nullable T make(Function<P, T> make) {
    // Another provider that searches for the next one in the same way would find ours.
    if (searching.get() != null) {
      return null;
    }
    searching.set(true);
    try {
      P next = find();
      return next == null ? null : make.apply(next);
    } finally {
      searching.remove();
    }
  }

  private @Nullable P find() {
    Iterator<P> found = ServiceLoader.load(type).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          return null;
        }
        P provider = found.next();
        if (provider.getClass() != own) {
          return provider;
        }
      } catch (ServiceConfigurationError e) {
        // As in LangChain4j, one broken provider must not hide the others.
        Tracing.GUARD.handle("nextProvider", e);
      }
    }
  }
}
