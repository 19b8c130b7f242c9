// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A call whose span has started.
 *
 * @param context the context to send the request in
 * @param recorder null for a span that is not recording, which need not be ended
 */
record StartedCall(Context context, @Nullable CallRecorder<?> recorder) {

  /** Makes the call, and ends the span if the call fails. */
  @Nullable Object proceed(MethodCall call) throws Throwable {
    try (Scope ignored = GuardedScope.of(context)) {
      return call.proceed();
    } catch (Throwable failure) {
      fail(failure);
      throw failure;
    }
  }

  /** Records a failure and ends the span. */
  void fail(Throwable failure) {
    if (recorder != null) {
      recorder.fail(failure);
    }
  }
}
