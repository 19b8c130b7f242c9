// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import io.opentelemetry.context.Scope;
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
   * Opens the scope that a default method runs in before it calls the method that is traced. See
   * {@link Route#funnel(Interceptor)}.
   */
  default Scope enter(InterceptedCall call) {
    return Scope.noop();
  }
}
