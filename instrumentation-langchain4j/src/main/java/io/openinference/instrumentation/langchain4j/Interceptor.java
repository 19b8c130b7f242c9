// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Says what is traced of one of LangChain4j's interfaces, and how. */
interface Interceptor {

  /** Tells whether calls of the method are traced, themselves or through one that they call. */
  boolean handles(Method method);

  /** Says what to do with a default method that the delegate does not override. */
  default Route inheritedDefault(Method method) {
    // The defaults of these only say that they are not supported, with the delegate's class name.
    boolean isUnsupported = method.getName().startsWith("do") || returnsFuture(method);
    return isUnsupported ? Route.PASS : Route.FUNNEL;
  }

  private static boolean returnsFuture(Method method) {
    return CompletionStage.class.isAssignableFrom(method.getReturnType());
  }

  /** Opens the scope that a default method runs in before it calls the method that is traced. */
  default Scope enter(Call call) {
    return Scope.noop();
  }

  /**
   * Makes the call in a span.
   *
   * @throws Throwable what the delegate throws, unchanged
   */
  @Nullable Object intercept(Tracing tracing, Call call) throws Throwable;

  /** What to do with a call. */
  enum Route {
    /** Leave it to the delegate. */
    PASS,
    /** Run the interface's default method on the proxy, so that its inner calls are seen. */
    FUNNEL,
    /** Trace it. */
    TRACE
  }
}
