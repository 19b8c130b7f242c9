// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.ChainSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import java.util.Set;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.observation.AdvisorObservationContext;

/** Records advisors, if the application wants spans of them. */
final class AdvisorRecorder extends ObservationRecorder<AdvisorObservationContext, ChainSpan> {

  /** Advisors that only make the call, or run the tools, which have spans of their own. */
  private static final Set<String> CALLERS = Set.of("call", "stream", "Tool Calling Advisor");

  @Override
  boolean hasSpan(Tracing tracing, AdvisorObservationContext observation) {
    return tracing.tracesAdvisors() && !CALLERS.contains(observation.getAdvisorName());
  }

  @Override
  OpenInferenceSpanBuilder<ChainSpan> spanBuilder(
      Tracing tracing, AdvisorObservationContext observation) {
    return tracing.tracer().chain(observation.getAdvisorName());
  }

  @Override
  void recordStart(ChainSpan span, Tracing tracing, AdvisorObservationContext observation) {
    RequestValues.input(span, tracing, observation.getChatClientRequest());
  }

  @Override
  void recordStop(ChainSpan span, Tracing tracing, AdvisorObservationContext observation) {
    ChatClientResponse response = observation.getChatClientResponse();
    if (response != null) {
      RequestValues.output(span, tracing, response);
    }
  }
}
