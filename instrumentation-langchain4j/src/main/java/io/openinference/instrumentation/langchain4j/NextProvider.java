// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what LangChain4j would have used if we were not there. */
final class NextProvider<P> {

  private final Class<P> type;
  private final Class<? extends P> own;
  private final ThreadLocal<Boolean> searching = new ThreadLocal<>();

  NextProvider(Class<P> type, Class<? extends P> own) {
    this.type = type;
    this.own = own;
  }

  /** Returns what the next provider makes, or null where there is none. */
  <T> @Nullable T make(Function<P, T> make) {
    // A provider that looks for the next one as we do would find us.
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
        // As LangChain4j does, one broken provider must not hide the rest.
        Tracing.GUARD.handle("nextProvider", e);
      }
    }
  }
}
