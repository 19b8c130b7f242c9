// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.instrumentation.api.answer.AnswerUsage;
import io.openinference.instrumentation.api.answer.ThoughtfulMessages;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.semconv.MimeType;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records a chat request and its response. */
final class ChatRecorder {

  private static final OptionalProperty DEFAULT_REQUEST_PARAMETERS =
      OptionalProperty.named("defaultRequestParameters");

  /**
   * Records the request of a chat model call.
   *
   * @param call a call whose arguments are a request, or messages if a model overrides such an
   *     overload
   */
  static void recordRequest(LlmSpan span, Tracing tracing, InterceptedCall call) {
    ChatRequest request = call.argument(ChatRequest.class);
    List<ChatMessage> messages = request == null ? messages(call) : request.messages();
    ChatRequestParameters parameters = parameters(request, call);
    String model = parameters == null ? null : parameters.modelName();
    ModelOrigin.record(span, call.delegate(), model);
    if (parameters != null) {
      span.modelNames(parameters.modelName(), null);
      span.invocationParameters(RequestParameters.json(parameters, tracing.bodies()));
      span.tools(tracing.tools().map(parameters.toolSpecifications()));
    }
    JsonValues.recordInput(span, Map.of("messages", tracing.inputJson(messages)));
    span.inputMessages(
        ThoughtfulMessages.of(Messages.map(messages, Dialect.of(call.delegate())), null, model));
  }

  /** Returns the model that a call asks for, or null if the call does not tell. */
  static @Nullable String requestedModel(InterceptedCall call) {
    ChatRequestParameters parameters = parameters(call.argument(ChatRequest.class), call);
    return parameters == null ? null : parameters.modelName();
  }

  private static @Nullable ChatRequestParameters parameters(
      @Nullable ChatRequest request, InterceptedCall call) {
    return request == null ? defaultParameters(call.delegate()) : request.parameters();
  }

  private static @Nullable ChatRequestParameters defaultParameters(Object model) {
    return DEFAULT_REQUEST_PARAMETERS.read(model) instanceof ChatRequestParameters parameters
        ? parameters
        : null;
  }

  private static List<ChatMessage> messages(InterceptedCall call) {
    Object first = call.argument(0);
    if (first instanceof String text) {
      return List.of(UserMessage.from(text));
    }
    List<?> candidates =
        first instanceof List<?> list
            ? list
            : first instanceof Object[] array ? Arrays.asList(array) : List.of();
    return candidates.stream()
        .filter(ChatMessage.class::isInstance)
        .map(ChatMessage.class::cast)
        .toList();
  }

  /**
   * Records a complete response.
   *
   * @param requested the model that the call asks for, or null
   * @param message the message to record, which may have more or fewer fields than the response's
   *     message
   */
  static void recordResponse(
      LlmSpan span,
      Tracing tracing,
      Dialect dialect,
      @Nullable String requested,
      ChatResponse response,
      @Nullable AiMessage message) {
    WireAnswer wire = WireAnswer.of(response, tracing.bodies().output());
    recordMetadata(span, dialect, response, wire);
    if (message != null) {
      String model = response.metadata() == null ? null : response.metadata().modelName();
      AssistantMessage mapping = new AssistantMessage(message, dialect, wire);
      recordMessage(span, tracing, message, mapping, model, requested);
    }
  }

  /** Records the part of a message that arrived before its stream broke. */
  static void recordPartialMessage(
      LlmSpan span,
      Tracing tracing,
      Dialect dialect,
      @Nullable String requested,
      AiMessage message) {
    recordMessage(span, tracing, message, new AssistantMessage(message, dialect), null, requested);
  }

  private static void recordMessage(
      LlmSpan span,
      Tracing tracing,
      AiMessage message,
      AssistantMessage mapping,
      @Nullable String answering,
      @Nullable String requested) {
    span.outputMessages(ThoughtfulMessages.of(List.of(mapping.map()), answering, requested));
    String text = mapping.text();
    if (message.hasToolExecutionRequests() || text == null) {
      JsonValues.recordOutput(span, tracing.outputJson(message));
    } else {
      span.output(tracing.mask().output(text), MimeType.TEXT);
    }
  }

  private static void recordMetadata(
      LlmSpan span, Dialect dialect, ChatResponse response, WireAnswer wire) {
    AnswerUsage usage = wire.usage();
    span.cost(usage.cost());
    if (response.metadata() != null) {
      String modelName = response.metadata().modelName();
      span.modelNames(null, modelName);
      ModelOrigin.recordAnswering(span, modelName);
      span.tokenCount(TokenCounts.map(response.metadata().tokenUsage(), usage.tokenCount()));
      String reason = wire.finishReason();
      span.finishReason(
          reason == null ? dialect.finishReason(response.metadata().finishReason()) : reason);
    }
    String error = wire.error();
    if (error != null) {
      span.setStatus(StatusCode.ERROR, error);
    }
  }

  private ChatRecorder() {}
}
