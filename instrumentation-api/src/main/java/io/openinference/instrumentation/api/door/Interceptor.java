// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import io.opentelemetry.context.Scope;
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
   * Opens the scope for a default method that will call the traced method. See {@link
   * Route#funnel(Interceptor)}.
   */
  default Scope enter(InterceptedCall call) {
    return Scope.noop();
  }
}
