// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A call of a method of a library's object that a door has intercepted and not yet made.
 *
 * @since 0.1.0
 */
public final class InterceptedCall {

  private final Object delegate;
  private final Method method;
  private final @Nullable Object @Nullable [] arguments;
  // Null for a reflective call, so that a call through a proxy does not allocate an object.
  private final @Nullable Code code;

  /**
   * Describes a call that is made by reflection.
   *
   * @param delegate the object of the application or library
   * @param method the called method
   * @param arguments the arguments, or null if there are none, as in {@link
   *     java.lang.reflect.InvocationHandler}
   */
  public InterceptedCall(Object delegate, Method method, @Nullable Object @Nullable [] arguments) {
    this(delegate, method, arguments, null);
  }

  /**
   * Describes a call that is made by the given code.
   *
   * @param delegate the object of the application or library
   * @param method the called method
   * @param arguments the arguments, or null if there are none
   * @param code makes the call, with the same or other arguments; null to use reflection
   */
  public InterceptedCall(
      Object delegate,
      Method method,
      @Nullable Object @Nullable [] arguments,
      @Nullable Code code) {
    this.delegate = delegate;
    this.method = method;
    this.arguments = arguments;
    this.code = code;
  }

  /** Returns the object whose method is called. */
  public Object delegate() {
    return delegate;
  }

  /** Returns the method that is called. */
  public Method method() {
    return method;
  }

  /** Returns the argument array itself, or null if there are no arguments. */
  public @Nullable Object @Nullable [] arguments() {
    return arguments;
  }

  /**
   * Makes the call.
   *
   * @throws Throwable the exception of the delegate, unchanged
   */
  public @Nullable Object proceed() throws Throwable {
    return proceed(arguments);
  }

  /**
   * Makes the call with other arguments.
   *
   * @throws Throwable the exception of the delegate, unchanged
   */
  public @Nullable Object proceed(@Nullable Object @Nullable [] otherArguments) throws Throwable {
    return code == null ? invoke(method, delegate, otherArguments) : code.run(otherArguments);
  }

  /**
   * Calls a method.
   *
   * @param arguments the arguments, or null if there are none
   * @throws Throwable the exception of the method, unchanged
   */
  public static @Nullable Object invoke(
      Method method, Object delegate, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(delegate, arguments);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      throw thrown == null ? e : thrown;
    }
  }

  /**
   * Returns the first argument of a type, or null if there is none.
   *
   * @param <T> the type
   */
  public <T> @Nullable T argument(Class<T> argumentType) {
    if (arguments != null) {
      for (Object argument : arguments) {
        if (argumentType.isInstance(argument)) {
          return argumentType.cast(argument);
        }
      }
    }
    return null;
  }

  /** Returns the argument at an index, or null if there are fewer arguments. */
  public @Nullable Object argument(int index) {
    return arguments == null || index >= arguments.length ? null : arguments[index];
  }

  /**
   * Returns a readable name of the delegate: the name of its class if that is meaningful, or else
   * the name of the interface that declares the method.
   */
  public String delegateName() {
    Class<?> delegateType = delegate.getClass();
    String name = delegateType.getSimpleName();
    boolean isTelling =
        !name.isEmpty()
            && !delegateType.isSynthetic()
            && !delegateType.isHidden()
            && !Proxy.isProxyClass(delegateType)
            && !name.contains("$");
    return isTelling ? name : method.getDeclaringClass().getSimpleName();
  }

  /**
   * The code that makes a call.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Code {

    /**
     * Runs the code.
     *
     * @param arguments the arguments, or null if there are none
     * @throws Throwable the exception of the code, unchanged
     */
    @Nullable Object run(@Nullable Object @Nullable [] arguments) throws Throwable;
  }
}
