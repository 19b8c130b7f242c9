// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.quickstart;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.semconv.MimeType;
import java.util.List;
import java.util.Map;

/** The tool that the model may ask for: it looks up an order. */
final class OrderStatusTool {

  private static final String NAME = "order_status";
  private static final String DESCRIPTION = "Looks up where an order is.";

  private final OpenInferenceTracer tracer;

  OrderStatusTool(OpenInferenceTracer tracer) {
    this.tracer = tracer;
  }

  static ChatCompletionFunctionTool definition() {
    return ChatCompletionFunctionTool.builder()
        .function(
            FunctionDefinition.builder()
                .name(NAME)
                .description(DESCRIPTION)
                .parameters(
                    FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty(
                            "properties",
                            JsonValue.from(Map.of("order_id", Map.of("type", "string"))))
                        .putAdditionalProperty("required", JsonValue.from(List.of("order_id")))
                        .build())
                .build())
        .build();
  }

  /** Runs the tool and returns the message that tells the model what came out. */
  ChatCompletionToolMessageParam run(ChatCompletionMessageFunctionToolCall call) {
    String result =
        tracer
            .tool(NAME)
            .call(
                span -> {
                  String arguments = call.function().arguments();
                  span.toolName(NAME).toolDescription(DESCRIPTION).toolId(call.id());
                  span.toolParameters(arguments).input(arguments, MimeType.JSON);
                  String status = lookUp(call.function().arguments(OrderId.class));
                  span.output(status, MimeType.JSON);
                  return status;
                });
    return ChatCompletionToolMessageParam.builder().toolCallId(call.id()).content(result).build();
  }

  private static String lookUp(OrderId order) {
    // Where a shop would ask its database.
    return "{\"order\":\"%s\",\"status\":\"delivered\",\"on\":\"3 June\"}".formatted(order.id());
  }

  /** The arguments of the tool. */
  record OrderId(@JsonProperty("order_id") String id) {}
}
