// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes or observes the calls that the bridge passes on, and hides faults of the advice from the
 * application.
 */
final class CallHandler implements Function<@Nullable Object[], @Nullable Object @Nullable []> {

  private final CallAdvice advice;
  private final CallDelegates delegates;
  private final FaultLog faults;
  private final WovenMethods methods = new WovenMethods();
  private final ObservedMethods observed = new ObservedMethods();

  CallHandler(CallAdvice advice, CallDelegates delegates, FaultLog faults) {
    this.advice = advice;
    this.delegates = delegates;
    this.faults = faults;
  }

  @Override
  public @Nullable Object @Nullable [] apply(@Nullable Object[] site) {
    try {
      Class<?> type = (Class<?>) requireNonNull(site[0]);
      Function<@Nullable Object[], @Nullable Object @Nullable []> delegate = delegates.find(type);
      if (delegate != null) {
        return delegate.apply(site);
      }
      String signature = (String) requireNonNull(site[1]);
      CallObserver observer = advice.observer(type);
      if (observer != null) {
        return new ObservedCall(observed.find(type, signature), faults)
            .begin(observer, site[2], (Object[]) requireNonNull(site[3]));
      }
      WovenMethod method = methods.find(type, signature);
      return method.isLetThrough() || !advice.appliesTo(method.method(), site[2])
          ? null
          : handle(new MethodCall(method, site[2], (Object[]) requireNonNull(site[3])));
    } catch (StackOverflowError overflow) {
      return null; // The application's own recursion; a log line would need even more stack.
    } catch (Throwable fault) {
      faults.report("call", fault);
      return null;
    }
  }

  private @Nullable Object @Nullable [] handle(MethodCall call) {
    try {
      Object result = advice.around(call);
      checkType(call, result);
      return new @Nullable Object[] {result, null};
    } catch (Throwable thrown) {
      MethodCall.Outcome outcome = call.outcome();
      return outcome != null && outcome.thrown() == thrown
          ? outcome.toArray()
          : afterFault(outcome, thrown);
    }
  }

  private @Nullable Object @Nullable [] afterFault(
      MethodCall.@Nullable Outcome outcome, Throwable fault) {
    try {
      faults.report("advice", fault);
      return outcome == null ? null : outcome.toArray();
    } catch (Throwable fatal) {
      // Returned and not thrown: the woven method ignores exceptions of this method and would run a
      // second time.
      return new @Nullable Object[] {null, fatal};
    }
  }

  /**
   * Checks the result here, because a failure inside the woven method would reach the application.
   */
  private static void checkType(MethodCall call, @Nullable Object result) {
    Class<?> type = call.method().getReturnType();
    if (result != null && type != void.class && !boxed(type).isInstance(result)) {
      throw new ClassCastException(type.getName());
    }
  }

  private static Class<?> boxed(Class<?> type) {
    return type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
  }
}
