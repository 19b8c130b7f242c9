// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Advice that is told when a method begins and ends. The method runs in the application's own
 * frames: a recursive method reaches about the depth that it reaches without the advice.
 *
 * <p>What the observer throws reaches nobody, errors of the JVM included.
 *
 * @since 0.1.0
 */
public interface CallObserver extends CallAdvice {

  /**
   * Observes the beginning of a call.
   *
   * @param target the object that the method is called on, or null for a static method
   * @param arguments not a copy
   * @return who is told of the end, on the same thread, or null for nobody
   */
  @Nullable CallEnd begin(Method method, @Nullable Object target, @Nullable Object[] arguments);

  /** Returns this observer. */
  @Override
  default @Nullable CallObserver observer(Class<?> type) {
    return this;
  }

  /** Makes a call between {@link #begin} and its end, for who has no woven method. */
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
   * Is told of the end of a call.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  interface CallEnd {

    /**
     * Observes the end of a call.
     *
     * @param result what the method returns; null for {@code void} and where it throws
     * @param thrown what the method throws, which it does whatever this returns, or null
     * @return what the method is to return; an object of another type than the method's counts as
     *     the result itself, and so does anything in place of a primitive value
     */
    @Nullable Object end(@Nullable Object result, @Nullable Throwable thrown);
  }
}
