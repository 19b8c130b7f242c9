// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import org.jspecify.annotations.Nullable;

/**
 * Handles the result of a call: records it, or wraps a result that is not complete yet.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ResultTracer {

  /** Returns the object that the application gets as the result. */
  @Nullable Object trace(@Nullable Object result, CallRecorder<?> call);
}
