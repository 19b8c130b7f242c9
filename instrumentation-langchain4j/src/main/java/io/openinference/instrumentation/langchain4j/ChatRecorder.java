// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import io.openinference.semconv.MimeType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records a chat request and its response. */
final class ChatRecorder {

  /** What {@code provider()} says where it does not know. */
  private static final String UNKNOWN_HOST = "OTHER";

  private static final OptionalProperty PROVIDER = OptionalProperty.named("provider");
  private static final OptionalProperty DEFAULT_REQUEST_PARAMETERS =
      OptionalProperty.named("defaultRequestParameters");

  /**
   * Records the request of a call of a chat model.
   *
   * @param call its arguments are a request, or messages where a model overrides such an overload
   */
  static void recordRequest(LlmSpan span, Tracing tracing, InterceptedCall call) {
    ChatRequest request = call.argument(ChatRequest.class);
    List<ChatMessage> messages = request == null ? messages(call) : request.messages();
    ChatRequestParameters parameters =
        request == null ? defaultParameters(call.delegate()) : request.parameters();
    recordOrigin(span, call.delegate(), parameters == null ? null : parameters.modelName());
    if (parameters != null) {
      span.modelNames(parameters.modelName(), null);
      span.invocationParameters(RequestParameters.json(parameters));
      span.tools(Tools.map(parameters.toolSpecifications()));
    }
    Values.input(span, Map.of("messages", tracing.inputJson(messages)));
    span.inputMessages(Messages.map(messages));
  }

  private static void recordOrigin(LlmSpan span, Object model, @Nullable String modelName) {
    String host = PROVIDER.read(model) instanceof Enum<?> provider ? provider.name() : null;
    LlmProvider provider = ModelOrigins.providerNamed(host);
    if (provider != null) {
      span.provider(provider);
    } else if (host != null && !host.equals(UNKNOWN_HOST)) {
      span.provider(host.toLowerCase(Locale.ROOT));
    }
    LlmSystem system = ModelOrigins.systemOf(modelName);
    span.system(system == null ? ModelOrigins.systemNamed(host) : system);
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

  /** Records a complete response. */
  static void recordResponse(LlmSpan span, Tracing tracing, ChatResponse response) {
    recordMetadata(span, response);
    if (response.aiMessage() == null) {
      return;
    }
    span.outputMessages(List.of(Messages.map(response.aiMessage())));
    if (response.aiMessage().hasToolExecutionRequests() || response.aiMessage().text() == null) {
      Values.output(span, tracing.outputJson(response.aiMessage()));
    } else {
      span.output(tracing.mask().output(response.aiMessage().text()), MimeType.TEXT);
    }
  }

  /** Records the model, token counts and finish reason of a response. */
  static void recordMetadata(LlmSpan span, ChatResponse response) {
    if (response.metadata() == null) {
      return;
    }
    String modelName = response.metadata().modelName();
    span.modelNames(null, modelName);
    LlmSystem system = ModelOrigins.systemOf(modelName);
    if (system != null) {
      span.system(system);
    }
    span.tokenCount(TokenCounts.map(response.metadata().tokenUsage()));
    if (response.metadata().finishReason() != null) {
      span.finishReason(response.metadata().finishReason().name().toLowerCase(Locale.ROOT));
    }
  }

  private ChatRecorder() {}
}
