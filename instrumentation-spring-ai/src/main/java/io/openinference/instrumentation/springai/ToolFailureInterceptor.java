// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * Records the failure of a tool on the tool's span. Spring AI turns the exception of a tool into a
 * text for the model, so that the observation of the tool ends without an error.
 */
final class ToolFailureInterceptor implements Interceptor<Tracing> {

  @Override
  public @Nullable Object intercept(Tracing tracing, InterceptedCall call) throws Throwable {
    // If the processor throws, the observation has the error.
    Object result = call.proceed();
    try {
      Throwable failure = call.argument(Throwable.class);
      if (failure != null && OpenInferenceSpan.current() instanceof ToolSpan tool) {
        tool.recordException(failure.getCause() == null ? failure : failure.getCause());
      }
    } catch (Throwable t) {
      Tracing.GUARD.handle("toolFailure", t);
    }
    return result;
  }
}
