// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.instrumentation.api.answer.ThoughtfulMessages;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

/** Records calls of {@code ChatModel}. */
final class ChatModelRecorder extends ObservationRecorder<ChatModelObservationContext, LlmSpan> {

  @Override
  OpenInferenceSpanBuilder<LlmSpan> spanBuilder(
      Tracing tracing, ChatModelObservationContext observation) {
    String model = modelName(observation.getRequest().getOptions());
    return tracing.tracer().llm(model == null ? "ChatModel" : model);
  }

  static @Nullable String modelName(@Nullable ChatOptions options) {
    return options == null ? null : OptionalTexts.orNull(options.getModel());
  }

  @Override
  OpenInferenceSpanKind modelCallKind() {
    return OpenInferenceSpanKind.LLM;
  }

  @Override
  InnerRounds innerRounds(LlmSpan span, Tracing tracing, ChatModelObservationContext observation) {
    return new InnerRounds(span, tracing, observation);
  }

  @Override
  void recordStart(LlmSpan span, Tracing tracing, ChatModelObservationContext observation) {
    Prompt prompt = observation.getRequest();
    ChatOptions options = prompt.getOptions();
    String model = modelName(options);
    ModelOrigin.record(span, observation.getOperationMetadata().provider(), options, model);
    span.modelNames(model, null);
    if (options != null) {
      span.invocationParameters(OptionParameters.of(options, tracing.addedFields()));
      span.tools(Tools.of(options));
    }
    JsonValues.recordInput(span, Map.of("messages", tracing.input().of(prompt.getInstructions())));
    span.inputMessages(ThoughtfulMessages.of(Messages.map(prompt.getInstructions()), null, model));
  }

  @Override
  void recordStop(LlmSpan span, Tracing tracing, ChatModelObservationContext observation) {
    // The rounds record the answer.
  }

  /** Returns the context without the mark of the stream whose observation starts. */
  @Override
  Context parent(ChatModelObservationContext observation, Context parent) {
    return StreamTap.isSubscribing() ? ModelCall.unmark(parent) : parent;
  }
}
