// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A call of a method of a library's object, which has arrived through a door and waits to be made.
 *
 * @since 0.1.0
 */
public final class InterceptedCall {

  private final Object delegate;
  private final Method method;
  private final @Nullable Object @Nullable [] arguments;
  // Null for a call by reflection, so that a call through a proxy needs no object for it.
  private final @Nullable Code code;

  /**
   * Describes a call that is made by reflection.
   *
   * @param delegate the application's or library's object
   * @param method the method
   * @param arguments null where there are none, as {@link java.lang.reflect.InvocationHandler} has
   *     it
   */
  public InterceptedCall(Object delegate, Method method, @Nullable Object @Nullable [] arguments) {
    this(delegate, method, arguments, null);
  }

  /**
   * Describes a call that is made in another way.
   *
   * @param delegate the application's or library's object
   * @param method the method
   * @param arguments null where there are none
   * @param code makes the call, with the same or other arguments; null for reflection
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

  /** Returns the arguments, not a copy, or null where there are none. */
  public @Nullable Object @Nullable [] arguments() {
    return arguments;
  }

  /**
   * Makes the call.
   *
   * @throws Throwable what the delegate throws, unchanged
   */
  public @Nullable Object proceed() throws Throwable {
    return proceed(arguments);
  }

  /**
   * Makes the call with other arguments.
   *
   * @throws Throwable what the delegate throws, unchanged
   */
  public @Nullable Object proceed(@Nullable Object @Nullable [] otherArguments) throws Throwable {
    return code == null ? invoke(method, delegate, otherArguments) : code.run(otherArguments);
  }

  /**
   * Calls a method.
   *
   * @param arguments null where there are none
   * @throws Throwable what the method throws, unchanged
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
   * Returns the first argument of a type, or null.
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

  /** Returns the argument at an index, or null where there are fewer. */
  public @Nullable Object argument(int index) {
    return arguments == null || index >= arguments.length ? null : arguments[index];
  }

  /**
   * Returns what people call the delegate: the name of its class, if that has a telling one, or
   * else that of the interface that declares the method.
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
   * What a call runs.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Code {

    /**
     * Runs it.
     *
     * @param arguments null where there are none
     * @throws Throwable what it throws, unchanged
     */
    @Nullable Object run(@Nullable Object @Nullable [] arguments) throws Throwable;
  }
}
