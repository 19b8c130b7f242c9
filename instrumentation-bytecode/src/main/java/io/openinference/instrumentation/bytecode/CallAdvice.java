// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls on behalf of the application.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallAdvice {

  /**
   * Makes a call, usually with {@link MethodCall#proceed()}, and returns the result for the
   * application.
   *
   * <p>The application never sees an exception that this method throws by itself. The application
   * gets what the woven method returned or threw. If {@link MethodCall#proceed()} was not called,
   * the woven method runs afterwards.
   *
   * @throws Throwable the exception of the woven method, unchanged
   */
  @Nullable Object around(MethodCall call) throws Throwable;

  /**
   * Tells whether {@link #around} should make a call. If not, the method runs as if it were not
   * woven, which costs less than {@link MethodCall#proceed()}. Returns true by default.
   *
   * @param target the object whose method is called, or null for a static method
   */
  default boolean appliesTo(Method method, @Nullable Object target) {
    return true;
  }

  /**
   * Returns the observer of the calls of a class, whose methods then run directly, or null if
   * {@link #around} makes the calls. Returns null by default.
   *
   * @param type the class that declares the woven methods
   */
  default @Nullable CallObserver observer(Class<?> type) {
    return null;
  }
}
