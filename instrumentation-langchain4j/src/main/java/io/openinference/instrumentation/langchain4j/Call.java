// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A call of a method of one of LangChain4j's interfaces. */
final class Call {

  private final Class<?> type;
  private final Object delegate;
  private final Method method;
  private final @Nullable Object @Nullable [] arguments;
  private final Code code;

  /**
   * Describes a call of a method of the delegate.
   *
   * @param type the interface
   * @param delegate the application's or library's object
   * @param arguments null where there are none, as {@link java.lang.reflect.InvocationHandler} has
   *     it
   */
  Call(Class<?> type, Object delegate, Method method, @Nullable Object @Nullable [] arguments) {
    this(type, delegate, method, arguments, others -> invoke(method, delegate, others));
  }

  /**
   * Describes a call that is made in another way.
   *
   * @param code makes the call, with the same or other arguments
   */
  Call(
      Class<?> type,
      Object delegate,
      Method method,
      @Nullable Object @Nullable [] arguments,
      Code code) {
    this.type = type;
    this.delegate = delegate;
    this.method = method;
    this.arguments = arguments;
    this.code = code;
  }

  Object delegate() {
    return delegate;
  }

  Method method() {
    return method;
  }

  @Nullable Object @Nullable [] arguments() {
    return arguments;
  }

  /**
   * Makes the call.
   *
   * @throws Throwable what the delegate throws, unchanged
   */
  @Nullable Object proceed() throws Throwable {
    return proceed(arguments);
  }

  @Nullable Object proceed(@Nullable Object @Nullable [] otherArguments) throws Throwable {
    return code.run(otherArguments);
  }

  /**
   * Calls a method.
   *
   * @throws Throwable what it throws, unchanged
   */
  static @Nullable Object invoke(
      Method method, Object delegate, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(delegate, arguments);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      throw thrown == null ? e : thrown;
    }
  }

  /** Returns the first argument of a type, or null. */
  <T> @Nullable T argument(Class<T> argumentType) {
    if (arguments != null) {
      for (Object argument : arguments) {
        if (argumentType.isInstance(argument)) {
          return argumentType.cast(argument);
        }
      }
    }
    return null;
  }

  @Nullable Object argument(int index) {
    return arguments == null || index >= arguments.length ? null : arguments[index];
  }

  /** Returns what people call the delegate: the name of its class, if that has a telling one. */
  String delegateName() {
    Class<?> delegateType = delegate.getClass();
    String name = delegateType.getSimpleName();
    boolean isTelling =
        !name.isEmpty()
            && !delegateType.isSynthetic()
            && !delegateType.isHidden()
            && !Proxy.isProxyClass(delegateType)
            && !name.contains("$");
    return isTelling ? name : type.getSimpleName();
  }

  /** What a call runs. */
  @FunctionalInterface
  interface Code {

    /**
     * Runs it.
     *
     * @throws Throwable what it throws, unchanged
     */
    @Nullable Object run(@Nullable Object @Nullable [] arguments) throws Throwable;
  }
}
