// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.AgentAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A span of an agent: a loop of reasoning steps that calls models and tools until the task is done.
 *
 * @since 0.1.0
 */
public final class AgentSpan extends OpenInferenceSpan<AgentSpan> {

  AgentSpan(Span span, Context parentContext, @Nullable SpanRecorder recorder) {
    super(span, parentContext, recorder);
  }

  /** Sets the name of the agent ({@code agent.name}). */
  public AgentSpan agentName(@Nullable String agentName) {
    return set(AgentAttributes.AGENT_NAME, agentName);
  }

  @Override
  AgentSpan self() {
    return this;
  }
}
