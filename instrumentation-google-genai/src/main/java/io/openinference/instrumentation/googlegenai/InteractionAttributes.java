// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.ToolDefinition;
import io.openinference.instrumentation.api.answer.TokenSums;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.gemini.GeminiFailures;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.AgentAttributes;
import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps the Interactions API, which calls a model or an agent. */
final class InteractionAttributes implements LlmMapper {

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("input", ContentKind.INPUT)
          .request("system_instruction", ContentKind.INPUT)
          .request("tools", ContentKind.TOOLS)
          // A field of another name may hold any content.
          .plainParameters(
              Set.of(
                  "agent",
                  "agent_config",
                  "background",
                  "cached_content",
                  "environment",
                  "generation_config",
                  "labels",
                  "model",
                  "previous_interaction_id",
                  "response_format",
                  "response_mime_type",
                  "response_modalities",
                  "safety_settings",
                  "service_tier",
                  "store",
                  "webhook_config"))
          .response("steps", ContentKind.OUTPUT)
          .response("outputs", ContentKind.OUTPUT)
          .response("output_text", ContentKind.OUTPUT)
          .response("output_image", ContentKind.OUTPUT)
          .response("output_audio", ContentKind.OUTPUT)
          .response("output_video", ContentKind.OUTPUT)
          .response("input", ContentKind.INPUT)
          .response("system_instruction", ContentKind.INPUT)
          .response("tools", ContentKind.TOOLS)
          .response("error", ContentKind.ERROR)
          .response("errors", ContentKind.ERROR)
          .parametersInResponse("generation_config", "response_format", "agent_config")
          .details(
              "id",
              "object",
              "role",
              "model",
              "agent",
              "status",
              "created",
              "updated",
              "usage",
              "previous_interaction_id",
              "service_tier")
          .build();

  @Override
  public BodyShape shape(WireExchange exchange) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireExchange exchange) {
    WireObject request = exchange.request();
    String agent = request.text("agent");
    if (agent != null && request.text("model") == null) {
      span.setAttribute(
          OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND, OpenInferenceSpanKind.AGENT.value());
      span.setAttribute(AgentAttributes.AGENT_NAME, agent);
    }
    List<ToolDefinition> tools = new ArrayList<>();
    for (Object tool : request.list("tools")) {
      tools.add(exchange.mask().toolDefinition(WireObject.of(tool), tool));
    }
    span.tools(tools);
    // As with generateContent, where viewers look for a parameter such as temperature.
    Map<String, Object> parameters = exchange.flatParameters(SHAPE, "generation_config");
    parameters.remove("model");
    span.invocationParameters(WireJson.toJson(parameters));
    span.inputMessages(input(exchange, request));
  }

  private static List<Message> input(WireExchange exchange, WireObject request) {
    InteractionSteps steps = new InteractionSteps("user", exchange.mask().input());
    Object system = request.get("system_instruction");
    if (system instanceof String text) {
      steps.addMessage(Message.system(text));
    }
    Object input = request.get("input");
    if (input instanceof List<?> list) {
      list.forEach(steps::add);
    } else if (input != null) {
      steps.add(input);
    }
    return steps.toMessages();
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    span.tokenCount(tokenCount(response.object("usage")));
    InteractionSteps steps = new InteractionSteps("model", exchange.mask().output());
    response.list("steps").forEach(steps::addAnswer);
    response.list("outputs").forEach(steps::addAnswer);
    span.outputMessages(steps.toMessages());
    span.finishReason(response.text("status"));
    recordFailure(span, response);
  }

  private static void recordFailure(LlmSpan span, WireObject response) {
    List<WireObject> errors = response.objects("errors");
    if (!errors.isEmpty()) {
      GeminiFailures.record(span, WireObject.of(Map.of("error", errors.get(0).fields())));
    } else if ("failed".equals(response.text("status"))) {
      span.setStatus(StatusCode.ERROR, "The interaction failed");
    }
    GeminiFailures.record(span, response);
  }

  private static TokenCount tokenCount(WireObject usage) {
    Long thoughts = usage.number("total_thought_tokens");
    Long completion = TokenSums.sum(usage.number("total_output_tokens"), thoughts);
    Long total = usage.number("total_tokens");
    Long cached = usage.number("total_cached_tokens");
    Long prompt =
        TokenSums.sum(usage.number("total_input_tokens"), usage.number("total_tool_use_tokens"));
    if (isOutside(cached, TokenSums.sum(prompt, completion), total)) {
      prompt = TokenSums.sum(prompt, cached);
    }
    return TokenCount.builder()
        .prompt(prompt)
        .completion(completion)
        .total(TokenSums.largest(TokenSums.sum(prompt, completion), total))
        .promptCacheRead(cached)
        .promptAudio(
            TokenSums.sum(
                audio(usage, "input_tokens_by_modality"),
                audio(usage, "tool_use_tokens_by_modality")))
        .completionReasoning(thoughts)
        .completionAudio(audio(usage, "output_tokens_by_modality"))
        .build();
  }

  private static @Nullable Long audio(WireObject usage, String details) {
    Long tokens = null;
    for (WireObject detail : usage.objects(details)) {
      if ("audio".equals(detail.string("modality"))) {
        tokens = TokenSums.sum(tokens, detail.number("tokens"));
      }
    }
    return tokens;
  }

  /** Tells whether cached tokens are missing in the other counts. */
  private static boolean isOutside(
      @Nullable Long cached, @Nullable Long counted, @Nullable Long total) {
    return cached != null && counted != null && (total == null || counted + cached <= total);
  }
}
