// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import org.jspecify.annotations.Nullable;

/**
 * Takes what a call returned: records it, or wraps what goes on after the call.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ResultTracer {

  /** Returns what to give to the application in place of the result. */
  @Nullable Object trace(@Nullable Object result, CallRecorder<?> call);
}
