// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.reflect.Method;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Notifies an observer of the end of a call, and hides faults of the observer. */
final class ObservedCall
    implements BiFunction<@Nullable Object, @Nullable Throwable, @Nullable Object> {

  private final Method method;
  private final FaultLog faults;
  private CallObserver.@Nullable CallEnd end;

  ObservedCall(Method method, FaultLog faults) {
    this.method = method;
    this.faults = faults;
  }

  /**
   * Begins the call.
   *
   * @return the answer for the bridge, or null if there is no listener for the end
   */
  @Nullable Object @Nullable [] begin(
      CallObserver observer, @Nullable Object target, @Nullable Object[] arguments) {
    // Created first: if this failed later, the end of the call would be lost.
    @Nullable Object[] answer = {this};
    end = observer.begin(method, target, arguments);
    return end == null ? null : answer;
  }

  @Override
  public @Nullable Object apply(@Nullable Object result, @Nullable Throwable thrown) {
    CallObserver.CallEnd known = end;
    if (known == null) {
      return result;
    }
    try {
      Object replacement = known.end(result, thrown);
      return isAllowed(replacement) ? replacement : result;
    } catch (StackOverflowError overflow) {
      return result; // The application's own recursion.
    } catch (Throwable fault) {
      faults.report("advice", fault);
      return result;
    }
  }

  private boolean isAllowed(@Nullable Object replacement) {
    Class<?> type = method.getReturnType();
    return !type.isPrimitive() && (replacement == null || type.isInstance(replacement));
  }
}
