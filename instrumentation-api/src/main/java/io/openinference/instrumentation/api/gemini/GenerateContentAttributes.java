// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps {@code generateContent} and {@code streamGenerateContent}.
 *
 * @since 0.1.0
 */
public final class GenerateContentAttributes implements LlmMapper {

  private static final String SETTINGS = "generationConfig";

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .models("model", "modelVersion")
          .request("contents", ContentKind.INPUT)
          .request("systemInstruction", ContentKind.INPUT)
          .request("tools", ContentKind.TOOLS)
          .plainParameters(
              Set.of(
                  "model",
                  SETTINGS,
                  "safetySettings",
                  "toolConfig",
                  "cachedContent",
                  "labels",
                  "serviceTier",
                  "store"))
          .response("candidates", ContentKind.OUTPUT)
          // This field explains in words why the prompt was blocked.
          .response("promptFeedback", ContentKind.OUTPUT)
          .response("error", ContentKind.ERROR)
          .details(
              "usageMetadata",
              "modelVersion",
              "responseId",
              "createTime",
              "trafficType",
              "continuationToken")
          .build();

  /** Creates a mapper. */
  public GenerateContentAttributes() {}

  @Override
  public BodyShape shape(WireExchange exchange) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireExchange exchange) {
    // Other providers send the settings without an object around them.
    Map<String, Object> parameters = exchange.flatParameters(SHAPE, SETTINGS);
    parameters.remove("model");
    span.invocationParameters(WireJson.toJson(parameters));
    span.tools(GeminiTools.of(exchange.request(), exchange.mask()));
    span.inputMessages(new GeminiContents(exchange.mask().input()).ofRequest(exchange.request()));
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    span.tokenCount(GeminiUsage.toTokenCount(response.object("usageMetadata")));
    GeminiContents contents = new GeminiContents(exchange.mask().output());
    List<Message> messages = new ArrayList<>();
    for (WireObject candidate : CandidateMetadata.candidates(response)) {
      WireObject content = candidate.object("content");
      String role = content.text("role");
      messages.add(contents.toMessage(role == null ? "model" : role, content.objects("parts")));
    }
    span.outputMessages(messages);
    span.finishReason(finishReason(response));
    CandidateMetadata.record(span, exchange, response);
    GeminiFailures.record(span, response);
  }

  /** Returns the finish reason of the first candidate, or the reason why there is no candidate. */
  private static @Nullable String finishReason(WireObject response) {
    String reason = CandidateMetadata.first(response).text("finishReason");
    return reason == null ? response.object("promptFeedback").text("blockReason") : reason;
  }
}
