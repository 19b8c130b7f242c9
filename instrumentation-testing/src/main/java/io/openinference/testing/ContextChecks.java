// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import org.jspecify.annotations.Nullable;

/** Finds context scopes that were opened on the test's thread and never closed. */
final class ContextChecks {

  static final String STRICT_CONTEXT_PROPERTY = "io.opentelemetry.context.enableStrictContext";

  static void requireStrictContext() {
    if (!Boolean.getBoolean(STRICT_CONTEXT_PROPERTY)) {
      throw new AssertionError(
          "Strict context is off, so this extension cannot detect scopes that another thread"
              + " closed."
              + " Start the test JVM with -D"
              + STRICT_CONTEXT_PROPERTY
              + "=true, or call builder().allowLenientContext().");
    }
  }

  /**
   * Fails if this thread's context is not the root context, and resets it so that the next test
   * starts clean.
   *
   * @param when the moment of the check, used in the message
   */
  static void requireRootContext(String when) {
    Context leaked = Context.current();
    if (leaked == Context.root()) {
      return;
    }
    AssertionError error =
        new AssertionError(
            "A context scope was left open on thread "
                + Thread.currentThread().getName()
                + " "
                + when
                + ": "
                + leaked,
            whereOpened());
    // Uses the thread-local storage directly, because the strict storage would report one more
    // leak.
    ContextStorage.defaultStorage().attach(Context.root());
    throw error;
  }

  /**
   * The strict storage remembers the stack trace of each open scope and reports the scopes when it
   * is closed.
   */
  private static @Nullable Throwable whereOpened() {
    if (ContextStorage.get() instanceof AutoCloseable strict) {
      try {
        strict.close();
      } catch (AssertionError | Exception opened) {
        return opened;
      }
    }
    return null;
  }

  private ContextChecks() {}
}
