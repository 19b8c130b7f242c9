// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.SpanInterceptor;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.context.Context;

/** Makes one span per call, below the span of the AI service that makes the call. */
abstract class PartSpanInterceptor<S extends OpenInferenceSpan<S>>
    extends SpanInterceptor<Tracing, S> implements PartInterceptor {

  @Override
  protected TelemetryGuard guard() {
    return Tracing.GUARD;
  }

  @Override
  protected Context spanParent(Context parent) {
    return RequestHandoff.withoutMark(parent);
  }

  /** Ends the span of the AI service, because LangChain4j fires no event for an {@link Error}. */
  @Override
  protected void onError(InterceptedCall call, Context parent, Throwable error) {
    Invocation invocation = RequestHandoff.invocation(parent);
    if (invocation != null) {
      invocation.fail(error);
    }
  }
}
