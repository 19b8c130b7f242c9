// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.testing.contract.Fault;
import io.openinference.testing.contract.FaultInjection;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.ContextStorageProvider;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;

/** OpenTelemetry's storage of the context, which fails on request. */
final class FaultyContextStorage implements ContextStorage {

  /** Where it fails. */
  enum Place {
    CONTEXT_STORAGE
  }

  private static final ThreadLocal<FaultInjection> FAULTS = new ThreadLocal<>();

  private final ContextStorage delegate = ContextStorage.defaultStorage();

  /** Makes every operation on this thread fail until it is closed. */
  static AutoCloseable breakOnThisThread() {
    return breakOnThisThread(FaultInjection.at(Place.CONTEXT_STORAGE, Fault.EXCEPTION));
  }

  /** Makes every operation on this thread fail, if the faults say so, until it is closed. */
  static AutoCloseable breakOnThisThread(FaultInjection faults) {
    FAULTS.set(faults);
    return FAULTS::remove;
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
    FaultInjection faults = FAULTS.get();
    return faults == null ? operation.get() : faults.run(Place.CONTEXT_STORAGE, operation);
  }

  /** Found through its service file. */
  public static final class Provider implements ContextStorageProvider {

    @Override
    public ContextStorage get() {
      return new FaultyContextStorage();
    }
  }
}
