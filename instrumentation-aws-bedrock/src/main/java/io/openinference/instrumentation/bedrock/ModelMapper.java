// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.PromptTemplate;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.ToolDefinition;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Maps one call of a language model. */
final class ModelMapper implements LlmMapper {

  private static final String METRICS = "amazon-bedrock-invocationMetrics";

  /** Objects whose fields are the parameters. */
  private static final List<String> GROUPS =
      List.of("inferenceConfig", "additionalModelRequestFields", "textGenerationConfig");

  private final Supplier<ModelApi> apis;
  private final CallDetails details;
  private @Nullable ModelApi api;

  /**
   * @param apis finds out how the model writes; asked once the call is recorded
   */
  ModelMapper(Supplier<ModelApi> apis, CallDetails details) {
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
    span.invocationParameters(parameters(exchange));
    span.tools(tools(exchange));
    span.inputMessages(Messages.of(api().messages(request), exchange.mask().input()));
    if (request.get("promptVariables") != null) {
      recordVariables(span, WireJson.parse(exchange.requestJson(api().shape())));
    }
  }

  /** The variables become text of messages, and so are hidden as messages are. */
  private static void recordVariables(LlmSpan span, Map<String, ?> shown) {
    WireObject variables = WireObject.of(shown).object("promptVariables");
    if (!variables.isEmpty()) {
      span.promptTemplate(PromptTemplate.of(null, variables(variables), null));
    }
  }

  /** Returns the parameters as one flat object. */
  private Map<String, Object> parameters(WireExchange exchange) {
    Map<String, Object> flat = new LinkedHashMap<>();
    WireJson.parse(exchange.parameters(api().shape()))
        .forEach(
            (name, value) -> {
              if (GROUPS.contains(name) && value instanceof Map<?, ?> group) {
                group.forEach((key, parameter) -> flat.put(String.valueOf(key), parameter));
              } else {
                flat.put(name, value);
              }
            });
    return flat;
  }

  private List<ToolDefinition> tools(WireExchange exchange) {
    List<ToolDefinition> tools = new ArrayList<>();
    for (Object tool : api().tools(exchange.request())) {
      WireObject object = WireObject.of(tool);
      WireObject named = object;
      for (String envelope : new String[] {"toolSpec", "function", "systemTool"}) {
        named = object.object(envelope).isEmpty() ? named : object.object(envelope);
      }
      if (tool != null && object.get("cachePoint") == null) {
        tools.add(
            ToolDefinition.of(
                named.text("name"),
                named.text("description"),
                WireJson.toJson(exchange.mask().tools(tool))));
      }
    }
    return tools;
  }

  private static Map<String, Object> variables(WireObject variables) {
    Map<String, Object> texts = new LinkedHashMap<>();
    variables
        .fields()
        .forEach(
            (name, value) -> {
              String text = WireObject.of(value).string("text");
              texts.put(String.valueOf(name), text == null ? value : text);
            });
    return texts;
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    ModelApi.Answer answer = api().answer(response);
    span.modelNames(details.modelId(), answeringModel(response));
    span.tokenCount(tokens(answer.tokens(), response.object(METRICS)));
    span.outputMessages(Messages.of(answer.messages(), exchange.mask().output()));
    span.finishReason(answer.finishReason());
  }

  /** Returns the model that a prompt router has chosen, or the one that the body names. */
  private @Nullable String answeringModel(WireObject response) {
    String routed = response.object("trace").object("promptRouter").text("invokedModelId");
    String named = routed == null ? response.text(api().shape().responseModel()) : routed;
    return named == null ? details.modelId() : named;
  }

  /** Takes counts that the body does not have from the last chunk of a stream or the headers. */
  private TokenCount tokens(TokenCount ofBody, WireObject metrics) {
    if (ofBody.prompt() != null || ofBody.completion() != null) {
      return ofBody;
    }
    Long input = metrics.number("inputTokenCount");
    Long output = metrics.number("outputTokenCount");
    return TokenCounts.of(
        input == null ? details.inputTokens() : input,
        output == null ? details.outputTokens() : output);
  }
}
