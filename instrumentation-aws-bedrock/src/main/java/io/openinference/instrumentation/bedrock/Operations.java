// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.call.EmbeddingOperation;
import io.openinference.instrumentation.api.call.LlmOperation;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmSystem;
import io.openinference.semconv.OpenInferenceSpanKind;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a call records. An operation is made for each call, because it knows the model.
 */
final class Operations {

  /** Returns what a call records, as far as it is known without its content. */
  static @Nullable Operation<?> of(CallDetails details, OpenInferenceTracer tracer) {
    return of(details, tracer, WireObject.of(null));
  }

  /** Returns what a call records; reads its body, so that only a call that is recorded may ask. */
  static @Nullable Operation<?> ofBody(CallDetails details, OpenInferenceTracer tracer) {
    return of(details, tracer, WireObject.of(details.body()));
  }

  private static @Nullable Operation<?> of(
      CallDetails details, OpenInferenceTracer tracer, WireObject body) {
    return switch (details.method()) {
      case "converse" -> converse("bedrock.converse", details);
      case "converseStream" -> converse("bedrock.converse_stream", details);
      case "invokeModel" -> model("bedrock.invoke_model", details, body);
      case "invokeModelWithResponseStream" ->
          model("bedrock.invoke_model_with_response_stream", details, body);
      case "applyGuardrail" -> new GuardrailOperation(details);
      case "retrieve" -> new RetrieveOperation(details);
      case "rerank" -> new RerankOperation("bedrock.rerank", details);
      case "retrieveAndGenerate" -> new GenerateOperation("bedrock.retrieve_and_generate", details);
      case "retrieveAndGenerateStream" ->
          new GenerateOperation("bedrock.retrieve_and_generate_stream", details);
      case "invokeAgent" -> new AgentOperation("bedrock_agent.invoke_agent", details, tracer);
      case "invokeInlineAgent" ->
          new AgentOperation("bedrock_agent.invoke_inline_agent", details, tracer);
      default -> null;
    };
  }

  private static Operation<?> converse(String name, CallDetails details) {
    LlmSystem system = ModelOrigins.systemOf(details.modelId());
    return llm(name, system, new ModelAttributes(ConverseApi::new, details), false);
  }

  /**
   * Tells whether the id of a model says nothing, so that only the body tells the kind of the call.
   */
  static boolean isUntold(CallDetails details, Operation<?> presumed) {
    return details.method().startsWith("invokeModel")
        && presumed.kind() == OpenInferenceSpanKind.LLM
        && ModelOrigins.systemOf(details.modelId()) == null;
  }

  /**
   * @param body the body, or nothing before it is known whether the call is recorded
   */
  private static Operation<?> model(String name, CallDetails details, WireObject body) {
    String modelId = details.modelId();
    if (ModelFamilies.isReranking(modelId, body)) {
      return new RerankOperation(name, details);
    }
    if (ModelFamilies.isEmbedding(modelId, body)) {
      return new EmbeddingOperation(new EmbeddingAttributes(details));
    }
    LlmSystem system = ModelFamilies.systemOf(modelId, body);
    ModelAttributes mapper =
        new ModelAttributes(
            () -> ModelFamilies.apiOf(modelId, system, WireObject.of(details.body())), details);
    return llm(name, system, mapper, /* isOfChunks= */ true);
  }

  private static Operation<?> llm(
      String name, @Nullable LlmSystem system, ModelAttributes mapper, boolean isOfChunks) {
    return new LlmOperation(
        name,
        system,
        mapper,
        budget -> new FrameAccumulator(budget, mapper.api()::accumulator, isOfChunks));
  }

  private Operations() {}
}
