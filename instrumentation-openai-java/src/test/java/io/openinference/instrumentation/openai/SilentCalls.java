// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.OpenInference;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Makes calls of a client without tracing, for comparison, in a process that traces them all. */
record SilentCalls(Object delegate) implements InvocationHandler {

  static <T> T of(Class<T> type, Object delegate) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new SilentCalls(delegate)));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    try (Scope ignored = OpenInference.suppressTracing()) {
      Object result = method.invoke(delegate, arguments);
      Class<?> type = method.getReturnType();
      return result != null && Services.isService(type) ? of(type, result) : result;
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
