// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls in place of the application.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallAdvice {

  /**
   * Makes a call, best by {@link MethodCall#proceed()}, and returns what the application is to get.
   *
   * <p>What this throws by itself reaches nobody: the application gets what the method returned or
   * threw, and where {@link MethodCall#proceed()} was not called yet, the method runs.
   *
   * @throws Throwable what the method throws, unchanged
   */
  @Nullable Object around(MethodCall call) throws Throwable;

  /**
   * Tells whether {@link #around} is to make a call of a method; where not, the method runs as if
   * it were not woven, which costs less than {@link MethodCall#proceed()}. True unless overridden.
   *
   * @param target the object that the method is called on, or null for a static method
   */
  default boolean appliesTo(Method method, @Nullable Object target) {
    return true;
  }

  /**
   * Returns who observes the calls of a class, which its methods then make themselves, or null
   * where {@link #around} makes them. Null unless overridden.
   *
   * @param type the class that declares the woven methods
   */
  default @Nullable CallObserver observer(Class<?> type) {
    return null;
  }
}
