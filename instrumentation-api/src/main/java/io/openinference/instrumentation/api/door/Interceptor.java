// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Traces calls, through whichever door they arrive.
 *
 * @param <T> what the library's calls are traced with
 * @since 0.1.0
 */
public interface Interceptor<T> {

  /**
   * Makes the call in a span.
   *
   * @throws Throwable what the delegate throws, unchanged
   */
  @Nullable Object intercept(T tracing, InterceptedCall call) throws Throwable;

  /**
   * Makes a call of a proxy in a span. An interceptor overrides this method to make no {@link
   * InterceptedCall} for calls that nobody records.
   *
   * @param arguments null where there are none
   * @throws Throwable what the delegate throws, unchanged
   */
  default @Nullable Object intercept(
      T tracing, Object delegate, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    return intercept(tracing, new InterceptedCall(delegate, method, arguments));
  }

  /**
   * Opens the scope that a default method runs in before it calls the method that is traced. See
   * {@link Route#funnel(Interceptor)}.
   */
  default Scope enter(InterceptedCall call) {
    return Scope.noop();
  }
}
