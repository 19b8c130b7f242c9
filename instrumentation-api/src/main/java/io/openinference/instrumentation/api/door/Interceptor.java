// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Traces calls that arrive through any door.
 *
 * @param <T> the type of the object that traces the library's calls
 * @since 0.1.0
 */
public interface Interceptor<T> {

  /**
   * Makes the call inside a span.
   *
   * @throws Throwable the exception of the delegate, unchanged
   */
  @Nullable Object intercept(T tracing, InterceptedCall call) throws Throwable;

  /**
   * Makes a call of a proxy in a span. An interceptor overrides this method to make no {@link
   * InterceptedCall} for calls that nobody records.
   *
   * @param arguments the arguments, or null if there are none
   * @throws Throwable the exception of the delegate, unchanged
   */
  default @Nullable Object intercept(
      T tracing, Object delegate, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    return intercept(tracing, new InterceptedCall(delegate, method, arguments));
  }

  /**
   * Opens the scope for a default method that will call the traced method. See {@link
   * Route#funnel(Interceptor)}.
   */
  default Scope enter(InterceptedCall call) {
    return Scope.noop();
  }
}
