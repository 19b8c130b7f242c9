// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.PromptTemplate;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.answer.AnswerFailures;
import io.openinference.instrumentation.api.answer.ThoughtfulMessages;
import io.openinference.instrumentation.api.answer.TokenSums;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.chat.ChatTools;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmSystem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Maps one call of a language model. */
final class ModelAttributes implements LlmMapper {

  /** Objects whose fields are the parameters. */
  private static final String[] GROUPS = {
    "inferenceConfig", "additionalModelRequestFields", "textGenerationConfig"
  };

  private final Supplier<ModelApi> apis;
  private final CallDetails details;
  private @Nullable ModelApi api;

  /**
   * @param apis finds out how the model writes; asked once the call is recorded
   */
  ModelAttributes(Supplier<ModelApi> apis, CallDetails details) {
    this.apis = apis;
    this.details = details;
  }

  ModelApi api() {
    ModelApi known = api;
    if (known == null) {
      known = apis.get();
      api = known;
    }
    return known;
  }

  @Override
  public BodyShape shape(WireExchange exchange) {
    return api().shape();
  }

  @Override
  public void recordRequest(LlmSpan span, WireExchange exchange) {
    WireObject request = exchange.request();
    span.modelName(details.modelId());
    span.invocationParameters(exchange.flatParameters(api().shape(), GROUPS));
    span.tools(ChatTools.of(api().tools(request), exchange.mask()));
    span.inputMessages(
        ThoughtfulMessages.of(
            api().messages(request, exchange.mask().input()), null, details.modelId()));
    if (request.get("promptVariables") != null) {
      Map<String, ?> shown = WireJson.parse(exchange.requestJson(api().shape()));
      recordVariables(span, WireObject.of(shown).object("promptVariables"));
    }
  }

  /** The variables become text of messages, and so are hidden as messages are. */
  private static void recordVariables(LlmSpan span, WireObject variables) {
    Map<String, Object> texts = new LinkedHashMap<>();
    for (Map.Entry<?, ?> variable : variables.fields().entrySet()) {
      String text = WireObject.of(variable.getValue()).string("text");
      texts.put(String.valueOf(variable.getKey()), text == null ? variable.getValue() : text);
    }
    if (!texts.isEmpty()) {
      span.promptTemplate(PromptTemplate.of(null, texts, null));
    }
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    ModelApi.Answer answer = api().answer(response, exchange.mask().output());
    recordModels(span, response);
    TokenCount ofMetrics = TokenCounts.besideCache(response.object(BodyShapes.METRICS));
    span.tokenCount(TokenSums.completed(answer.tokens(), ofMetrics, details.headerTokens()));
    span.outputMessages(
        ThoughtfulMessages.of(
            answer.messages(), response.text(api().shape().responseModel()), details.modelId()));
    span.finishReason(answer.finishReason());
    AnswerFailures.record(span, response);
  }

  /** The model that a prompt router has chosen goes before the one that the body names. */
  private void recordModels(LlmSpan span, WireObject response) {
    String routed = response.object("trace").object("promptRouter").text("invokedModelId");
    String named = routed == null ? response.text(api().shape().responseModel()) : routed;
    LlmSystem system = ModelOrigins.systemOf(routed);
    span.modelNames(details.modelId(), named == null ? details.modelId() : named);
    if (system != null) {
      span.system(system);
    }
  }
}
