// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A call of a woven method.
 *
 * @since 0.1.0
 */
public final class MethodCall {

  private final WovenMethod wovenMethod;
  private final @Nullable Object target;
  private final @Nullable Object[] arguments;
  private volatile @Nullable Outcome outcome;

  MethodCall(WovenMethod wovenMethod, @Nullable Object target, @Nullable Object[] arguments) {
    this.wovenMethod = wovenMethod;
    this.target = target;
    this.arguments = arguments;
  }

  /** Returns the object whose method is called, or null for a static method. */
  public @Nullable Object target() {
    return target;
  }

  /** Returns the method as its woven class declares it. */
  public Method method() {
    return wovenMethod.method();
  }

  /** Returns the argument array itself. */
  public @Nullable Object[] arguments() {
    return arguments;
  }

  /**
   * Runs the method.
   *
   * @throws Throwable the exception of the method, unchanged
   */
  public @Nullable Object proceed() throws Throwable {
    return proceed(arguments);
  }

  /**
   * Runs the method with other arguments.
   *
   * @throws Throwable the exception of the method, unchanged
   */
  public @Nullable Object proceed(@Nullable Object[] otherArguments) throws Throwable {
    try {
      Object result = wovenMethod.invoke(target, otherArguments);
      outcome = new Outcome(result, null);
      return result;
    } catch (Throwable thrown) {
      outcome = new Outcome(null, thrown);
      throw thrown;
    }
  }

  /** Returns the outcome of the method, or null if the method has not run. */
  @Nullable Outcome outcome() {
    return outcome;
  }

  /** The outcome of a call. */
  record Outcome(@Nullable Object result, @Nullable Throwable thrown) {

    /** Returns the answer for {@link AdviceBridge#enter}. */
    @Nullable Object[] toArray() {
      return new @Nullable Object[] {result, thrown};
    }
  }
}
