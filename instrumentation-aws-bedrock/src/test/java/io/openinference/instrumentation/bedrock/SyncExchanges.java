// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.conformance.Exchange;
import java.util.Set;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveRequest;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;

/** Makes the calls of exchanges through the sync clients, which have no streams. */
record SyncExchanges(BedrockRuntimeClient runtime, BedrockAgentRuntimeClient agents) {

  static final Set<String> OPERATIONS =
      Set.of(
          "bedrockRuntime.converse",
          "bedrockRuntime.invokeModel",
          "bedrockRuntime.applyGuardrail",
          "bedrockAgentRuntime.retrieve",
          "bedrockAgentRuntime.rerank",
          "bedrockAgentRuntime.retrieveAndGenerate");

  Object call(Exchange exchange) {
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
      default -> throw new AssertionError(exchange.operation());
    };
  }
}
