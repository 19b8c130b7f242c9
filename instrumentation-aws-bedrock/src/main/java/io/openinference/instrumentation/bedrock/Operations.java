// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.call.LlmOperation;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmSystem;
import org.jspecify.annotations.Nullable;

/** Finds out what a call records. An operation is made for each call, because it knows the model. */
final class Operations {

  static @Nullable Operation<?> of(CallDetails details, OpenInferenceTracer tracer) {
    return switch (details.method()) {
      case "converse" -> converse("bedrock.converse", details);
      case "converseStream" -> converse("bedrock.converse_stream", details);
      case "invokeModel" -> model("bedrock.invoke_model", details);
      case "invokeModelWithResponseStream" ->
          model("bedrock.invoke_model_with_response_stream", details);
      case "applyGuardrail" -> new GuardrailOperation();
      case "retrieve" -> new RetrieveOperation();
      case "rerank" -> new RerankOperation("bedrock.rerank", details);
      case "retrieveAndGenerate" ->
          new GenerateOperation("bedrock.retrieve_and_generate", details);
      case "retrieveAndGenerateStream" ->
          new GenerateOperation("bedrock.retrieve_and_generate_stream", details);
      case "invokeAgent" -> new AgentOperation("bedrock_agent.invoke_agent", details, tracer);
      case "invokeInlineAgent" ->
          new AgentOperation("bedrock_agent.invoke_inline_agent", details, tracer);
      default -> null;
    };
  }

  private static Operation<?> converse(String name, CallDetails details) {
    LlmSystem system =
        ModelFamilies.systemOf(details.modelId(), WireObject.of(null));
    ModelApi api = new ConverseApi();
    return new LlmOperation(
        name,
        system,
        new ModelMapper(api, details),
        budget -> FrameAccumulator.ofEvents(budget, api::accumulator));
  }

  private static Operation<?> model(String name, CallDetails details) {
    WireObject body = WireObject.of(details.body());
    String modelId = details.modelId();
    if (ModelFamilies.isReranking(modelId, body)) {
      return new RerankOperation(name, details);
    }
    if (ModelFamilies.isEmbedding(modelId, body)) {
      return new EmbeddingOperation(details);
    }
    LlmSystem system = ModelFamilies.systemOf(modelId, body);
    ModelApi api =
        ModelFamilies.isImage(modelId, body)
            ? new ImageApi()
            : ModelFamilies.apiOf(system, body);
    return new LlmOperation(
        name,
        system,
        new ModelMapper(api, details),
        budget -> FrameAccumulator.ofChunks(budget, api::accumulator));
  }

  private Operations() {}
}
