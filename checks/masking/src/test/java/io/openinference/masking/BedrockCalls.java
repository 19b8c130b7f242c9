// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateStreamRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateStreamResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** The calls of Amazon Bedrock, by the form. */
final class BedrockCalls {

  /** Returns the calls of an API. */
  static Map<CallForm, Call> of(String api) {
    Map<CallForm, Call> calls = new EnumMap<>(CallForm.class);
    switch (api) {
      case "converse" -> addConverse(calls);
      case "model" -> addModel(calls);
      case "guardrail" -> addGuardrail(calls);
      case "agent" -> calls.put(CallForm.ASYNC_STREAM, BedrockCalls::invokeAgent);
      default -> addKnowledgeBase(calls, api);
    }
    return calls;
  }

  private static void addConverse(Map<CallForm, Call> calls) {
    calls.put(
        CallForm.SYNC,
        (application, model, json) -> application.bedrock().converse(converse(model, json)));
    calls.put(
        CallForm.ASYNC,
        (application, model, json) ->
            application.bedrockAsync().converse(converse(model, json)).get());
    calls.put(
        CallForm.ASYNC_STREAM,
        (application, model, json) ->
            application
                .bedrockAsync()
                .converseStream(
                    SdkRequests.read(json, ConverseStreamRequest.builder().modelId(model)),
                    ConverseStreamResponseHandler.builder()
                        .onEventStream(events -> events.subscribe(event -> {}))
                        .build())
                .get());
  }

  private static ConverseRequest converse(String model, String json) {
    return SdkRequests.read(json, ConverseRequest.builder().modelId(model));
  }

  private static void addModel(Map<CallForm, Call> calls) {
    calls.put(
        CallForm.SYNC,
        (application, model, json) -> application.bedrock().invokeModel(invoke(model, json)));
    calls.put(
        CallForm.ASYNC,
        (application, model, json) ->
            application.bedrockAsync().invokeModel(invoke(model, json)).get());
    calls.put(
        CallForm.ASYNC_STREAM,
        (application, model, json) ->
            application
                .bedrockAsync()
                .invokeModelWithResponseStream(
                    InvokeModelWithResponseStreamRequest.builder()
                        .modelId(model)
                        .body(SdkBytes.fromUtf8String(json))
                        .build(),
                    InvokeModelWithResponseStreamResponseHandler.builder()
                        .onEventStream(events -> events.subscribe(event -> {}))
                        .build())
                .get());
  }

  private static InvokeModelRequest invoke(String model, String json) {
    return InvokeModelRequest.builder().modelId(model).body(SdkBytes.fromUtf8String(json)).build();
  }

  private static void addGuardrail(Map<CallForm, Call> calls) {
    calls.put(
        CallForm.SYNC,
        (application, model, json) ->
            application
                .bedrock()
                .applyGuardrail(
                    SdkRequests.read(
                        json,
                        ApplyGuardrailRequest.builder()
                            .guardrailIdentifier("g")
                            .guardrailVersion("1"))));
  }

  private static void addKnowledgeBase(Map<CallForm, Call> calls, String api) {
    switch (api) {
      case "retrieve" ->
          calls.put(
              CallForm.SYNC,
              (application, model, json) ->
                  application
                      .agents()
                      .retrieve(
                          SdkRequests.read(json, RetrieveRequest.builder().knowledgeBaseId("kb"))));
      case "rerank" ->
          calls.put(
              CallForm.SYNC,
              (application, model, json) ->
                  application.agents().rerank(SdkRequests.read(json, RerankRequest.builder())));
      case "retrieveAndGenerate" -> {
        calls.put(
            CallForm.SYNC,
            (application, model, json) ->
                application
                    .agents()
                    .retrieveAndGenerate(
                        SdkRequests.read(json, RetrieveAndGenerateRequest.builder())));
        calls.put(
            CallForm.ASYNC_STREAM,
            (application, model, json) ->
                application
                    .agentsAsync()
                    .retrieveAndGenerateStream(
                        SdkRequests.read(json, RetrieveAndGenerateStreamRequest.builder()),
                        RetrieveAndGenerateStreamResponseHandler.builder()
                            .onEventStream(events -> events.subscribe(event -> {}))
                            .build())
                    .get());
      }
      default -> throw new IllegalArgumentException(api);
    }
  }

  private static void invokeAgent(Application application, String model, String json)
      throws Exception {
    application
        .agentsAsync()
        .invokeAgent(
            SdkRequests.read(
                json, InvokeAgentRequest.builder().agentId("a").agentAliasId("b").sessionId("s")),
            InvokeAgentResponseHandler.builder()
                .onEventStream(events -> events.subscribe(event -> {}))
                .build())
        .get();
  }

  /** A call of one form, which takes all that comes of it. */
  interface Call {
    void run(Application application, String model, String request) throws Exception;
  }

  private BedrockCalls() {}
}
