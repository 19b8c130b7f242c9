// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.ContextStorageProvider;
import io.opentelemetry.context.Scope;

/** OpenTelemetry's storage of the context, which fails on request. */
final class FaultyContextStorage implements ContextStorage {

  private static final ThreadLocal<Boolean> BROKEN = ThreadLocal.withInitial(() -> false);

  private final ContextStorage delegate = ContextStorage.defaultStorage();

  /** Makes every operation on this thread fail until it is closed. */
  static AutoCloseable breakOnThisThread() {
    BROKEN.set(true);
    return BROKEN::remove;
  }

  @Override
  public Scope attach(Context toAttach) {
    failIfBroken();
    Scope scope = delegate.attach(toAttach);
    return () -> {
      scope.close();
      failIfBroken();
    };
  }

  @Override
  public Context current() {
    failIfBroken();
    return delegate.current();
  }

  private static void failIfBroken() {
    if (BROKEN.get()) {
      throw new IllegalStateException("context storage is broken");
    }
  }

  /** Found through its service file. */
  public static final class Provider implements ContextStorageProvider {

    @Override
    public ContextStorage get() {
      return new FaultyContextStorage();
    }
  }
}
