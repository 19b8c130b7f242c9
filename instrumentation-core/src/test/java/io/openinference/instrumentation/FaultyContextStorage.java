// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.ContextStorageProvider;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;

/** OpenTelemetry's storage of the context, which fails on request. */
final class FaultyContextStorage implements ContextStorage {

  private static final ThreadLocal<Fault> FAULT = new ThreadLocal<>();

  private final ContextStorage delegate = ContextStorage.defaultStorage();

  /** Makes every operation on this thread fail until it is closed. */
  static AutoCloseable breakOnThisThread() {
    return breakOnThisThread(Fault.EXCEPTION);
  }

  /** Makes every operation on this thread fail in that way until it is closed. */
  static AutoCloseable breakOnThisThread(Fault fault) {
    FAULT.set(fault);
    return FAULT::remove;
  }

  @Override
  public Scope attach(Context toAttach) {
    return unlessBroken(
        () -> {
          Scope scope = delegate.attach(toAttach);
          return () -> {
            scope.close();
            unlessBroken(() -> scope);
          };
        });
  }

  @Override
  public Context current() {
    return unlessBroken(delegate::current);
  }

  private static <T> T unlessBroken(Supplier<T> operation) {
    Fault fault = FAULT.get();
    return fault == null ? operation.get() : fault.insteadOf(operation);
  }

  /** Found through its service file. */
  public static final class Provider implements ContextStorageProvider {

    @Override
    public ContextStorage get() {
      return new FaultyContextStorage();
    }
  }
}
