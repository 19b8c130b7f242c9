// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;

/** Makes the span of a tool that runs, through whichever object of LangChain4j runs it. */
abstract class ToolSpanInterceptor extends PartSpanInterceptor<ToolSpan> {

  @Override
  protected OpenInferenceSpanBuilder<ToolSpan> spanBuilder(Tracing tracing, InterceptedCall call) {
    return ToolRecorder.spanBuilder(tracing, call);
  }

  @Override
  protected void recordRequest(ToolSpan span, Tracing tracing, InterceptedCall call) {
    ToolRecorder.recordRequest(span, tracing, call);
  }

  @Override
  protected void recordResult(ToolSpan span, Tracing tracing, InterceptedCall call, Object result) {
    ToolRecorder.recordResult(span, tracing, result);
  }
}
