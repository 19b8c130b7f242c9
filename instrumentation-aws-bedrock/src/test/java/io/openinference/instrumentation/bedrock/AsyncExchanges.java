// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.conformance.Exchange;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeInlineAgentRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeInlineAgentResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateStreamRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateStreamResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveRequest;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** Makes the calls of exchanges through the async clients. */
record AsyncExchanges(
    BedrockRuntimeAsyncClient runtime, BedrockAgentRuntimeAsyncClient agents, List<Object> seen) {

  CompletableFuture<?> call(Exchange exchange) {
    return switch (exchange.operation()) {
      case "bedrockRuntime.converse" ->
          runtime.converse(ExchangeTest.fill(ConverseRequest.builder(), exchange).build());
      case "bedrockRuntime.invokeModel" ->
          runtime.invokeModel(ExchangeTest.fill(InvokeModelRequest.builder(), exchange).build());
      case "bedrockRuntime.applyGuardrail" ->
          runtime.applyGuardrail(
              ExchangeTest.fill(ApplyGuardrailRequest.builder(), exchange).build());
      case "bedrockAgentRuntime.retrieve" ->
          agents.retrieve(ExchangeTest.fill(RetrieveRequest.builder(), exchange).build());
      case "bedrockAgentRuntime.rerank" ->
          agents.rerank(ExchangeTest.fill(RerankRequest.builder(), exchange).build());
      case "bedrockAgentRuntime.retrieveAndGenerate" ->
          agents.retrieveAndGenerate(
              ExchangeTest.fill(RetrieveAndGenerateRequest.builder(), exchange).build());
      case "bedrockRuntime.converseStream" ->
          runtime.converseStream(
              ExchangeTest.fill(ConverseStreamRequest.builder(), exchange).build(),
              observed(ConverseStreamResponseHandler.builder()).build());
      case "bedrockRuntime.invokeModelWithResponseStream" ->
          runtime.invokeModelWithResponseStream(
              ExchangeTest.fill(InvokeModelWithResponseStreamRequest.builder(), exchange).build(),
              observed(InvokeModelWithResponseStreamResponseHandler.builder()).build());
      case "bedrockAgentRuntime.retrieveAndGenerateStream" ->
          agents.retrieveAndGenerateStream(
              ExchangeTest.fill(RetrieveAndGenerateStreamRequest.builder(), exchange).build(),
              observed(RetrieveAndGenerateStreamResponseHandler.builder()).build());
      case "bedrockAgentRuntime.invokeAgent" ->
          agents.invokeAgent(
              ExchangeTest.fill(InvokeAgentRequest.builder(), exchange).build(),
              observed(InvokeAgentResponseHandler.builder()).build());
      case "bedrockAgentRuntime.invokeInlineAgent" ->
          agents.invokeInlineAgent(
              ExchangeTest.fill(InvokeInlineAgentRequest.builder(), exchange).build(),
              observed(InvokeInlineAgentResponseHandler.builder()).build());
      default -> throw new AssertionError(exchange.operation());
    };
  }

  /** Returns a handler that adds to the list what it is told, in this order. */
  private <B extends EventStreamResponseHandler.Builder<?, ?, B>> B observed(B handler) {
    return handler
        .onResponse(seen::add)
        .onEventStream(events -> events.subscribe(seen::add))
        .onError(failure -> seen.add(failure.toString()))
        .onComplete(() -> seen.add("complete"));
  }
}
