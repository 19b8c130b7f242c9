// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.api.door.InterceptedCall;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Handles a proxy that passes the methods of one interface to an object of a library.
 *
 * @since 0.1.0
 */
public abstract class DelegatingHandler implements InvocationHandler {

  private final Object delegate;

  /**
   * Creates a handler.
   *
   * @param delegate the object of the library
   */
  protected DelegatingHandler(Object delegate) {
    this.delegate = delegate;
  }

  /** Returns a proxy that this handler handles. */
  public final Object as(Class<?> type) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
  }

  @Override
  public final @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.getDeclaringClass() != Object.class) {
      return handle(proxy, method, arguments);
    }
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> delegate.toString();
    };
  }

  /** Handles a method of the interface. */
  protected abstract @Nullable Object handle(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable;

  /** Calls the method of the library's object. */
  protected final @Nullable Object pass(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    return InterceptedCall.invoke(method, delegate, arguments);
  }

  /** Closes the delegate, and ends the span. */
  final @Nullable Object close(
      OpenResult open, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return pass(method, arguments);
    } finally {
      open.end();
    }
  }
}
