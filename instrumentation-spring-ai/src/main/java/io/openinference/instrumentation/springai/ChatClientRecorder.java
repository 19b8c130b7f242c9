// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import io.openinference.instrumentation.AgentSpan;
import io.openinference.instrumentation.ChainSpan;
import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.opentelemetry.context.Context;
import java.util.function.Function;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.observation.ChatClientObservationContext;
import org.springframework.ai.chat.memory.ChatMemory;

/**
 * Records requests to a {@code ChatClient}: AGENT if the model may call tools, else CHAIN.
 *
 * @param <S> the type of the spans
 */
final class ChatClientRecorder<S extends OpenInferenceSpan<S>>
    extends ObservationRecorder<ChatClientObservationContext, S> {

  private static final String NAME = "ChatClient";

  /** The conversation of applications that name none. */
  private static final String DEFAULT_CONVERSATION = "default";

  private final Function<OpenInferenceTracer, OpenInferenceSpanBuilder<S>> builder;

  private ChatClientRecorder(Function<OpenInferenceTracer, OpenInferenceSpanBuilder<S>> builder) {
    this.builder = builder;
  }

  /** Returns the choice between the recorders of agents and chains. */
  static RecorderChoice choice() {
    ChatClientRecorder<AgentSpan> agent = new ChatClientRecorder<>(tracer -> tracer.agent(NAME));
    ChatClientRecorder<ChainSpan> chain = new ChatClientRecorder<>(tracer -> tracer.chain(NAME));
    return observation -> hasTools(observation) ? agent : chain;
  }

  private static boolean hasTools(Observation.Context observation) {
    return observation instanceof ChatClientObservationContext client
        && Tools.areIn(client.getRequest().prompt().getOptions());
  }

  @Override
  OpenInferenceSpanBuilder<S> spanBuilder(
      Tracing tracing, ChatClientObservationContext observation) {
    return builder.apply(tracing.tracer());
  }

  /** Adds the conversation as session, unless a scope of the application has set one. */
  @Override
  Context parent(ChatClientObservationContext observation, Context parent) {
    boolean isSet = ContextAttributes.fromContext(parent).sessionId() != null;
    if (!isSet
        && observation.getRequest().context().get(ChatMemory.CONVERSATION_ID) instanceof String id
        && !id.equals(DEFAULT_CONVERSATION)) {
      return ContextAttributes.builder().sessionId(id).build().storeInContext(parent);
    }
    return parent;
  }

  @Override
  void recordStart(S span, Tracing tracing, ChatClientObservationContext observation) {
    RequestValues.input(span, tracing, observation.getRequest());
  }

  @Override
  void recordStop(S span, Tracing tracing, ChatClientObservationContext observation) {
    ChatClientResponse response = observation.getResponse();
    if (response != null) {
      RequestValues.output(span, tracing, response);
    }
  }
}
