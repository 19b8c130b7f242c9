// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Advice that is notified when a method begins and ends. The method runs in the application's own
 * stack frames. A recursive method therefore reaches about the same depth as without the advice.
 *
 * <p>Exceptions of the observer never reach the application, not even errors of the JVM.
 *
 * @since 0.1.0
 */
public interface CallObserver extends CallAdvice {

  /**
   * Called at the beginning of a call.
   *
   * @param target the object whose method is called, or null for a static method
   * @param arguments the argument array itself
   * @return the listener for the end of the call, which is called on the same thread, or null for
   *     none
   */
  @Nullable CallEnd begin(Method method, @Nullable Object target, @Nullable Object[] arguments);

  /** Returns this observer. */
  @Override
  default @Nullable CallObserver observer(Class<?> type) {
    return this;
  }

  /** Makes a call between {@link #begin} and its end, for callers without a woven method. */
  @Override
  default @Nullable Object around(MethodCall call) throws Throwable {
    CallEnd end = begin(call.method(), call.target(), call.arguments());
    Object result;
    try {
      result = call.proceed();
    } catch (Throwable thrown) {
      if (end != null) {
        end.end(null, thrown);
      }
      throw thrown;
    }
    return end == null ? result : end.end(result, null);
  }

  /**
   * Receives the end of a call.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  interface CallEnd {

    /**
     * Called at the end of a call.
     *
     * @param result the result of the method; null for {@code void} and if the method throws
     * @param thrown the exception of the method, which the application gets in any case, or null
     * @return the value that the method must return. If the value has another type than the
     *     method's, or replaces a primitive value, the original result is used.
     */
    @Nullable Object end(@Nullable Object result, @Nullable Throwable thrown);
  }
}
