// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseRetrieveParams;
import io.openinference.conformance.Exchange;
import io.openinference.instrumentation.api.wire.WireJson;
import java.util.Map;
import java.util.Set;

/** Makes the call of an exchange through openai-java. */
record Replay(OpenAICalls calls, OpenAIStreams streams) {

  /** APIs that the oldest release lacks, and uploads, whose requests are not JSON. */
  private static final Set<String> NOT_REPLAYED =
      Set.of(
          "DecisionService.create",
          "ImageService.generateStreaming",
          "ResponseService.compact",
          "ResponseService.retrieveStreaming",
          "TranscriptionService.create",
          "TranscriptionService.createStreaming",
          "TranslationService.create");

  static boolean isPossible(Exchange exchange) {
    return !NOT_REPLAYED.contains(exchange.operation());
  }

  void run(Exchange exchange) {
    switch (exchange.operation()) {
      case "ChatCompletionService.create" -> calls.chat(chat(exchange));
      case "ChatCompletionService.createStreaming" -> streams.chat(chat(exchange), event -> true);
      case "CompletionService.create" -> calls.completion(completion(exchange));
      case "CompletionService.createStreaming" ->
          streams.completion(completion(exchange), event -> true);
      case "ResponseService.create" -> calls.response(response(exchange));
      case "ResponseService.createStreaming" -> streams.response(response(exchange), event -> true);
      case "ResponseService.retrieve" -> calls.retrieve(retrieve(exchange));
      case "EmbeddingService.create" -> calls.embedding(embedding(exchange));
      case "ImageService.generate" -> calls.image(image(exchange));
      case "ModerationService.create" -> calls.moderation(moderation(exchange));
      default -> throw new AssertionError(exchange.operation());
    }
  }

  private static ChatCompletionCreateParams chat(Exchange exchange) {
    return ChatCompletionCreateParams.builder()
        .body(body(exchange, ChatCompletionCreateParams.Body.class))
        .build();
  }

  private static CompletionCreateParams completion(Exchange exchange) {
    return CompletionCreateParams.builder()
        .body(body(exchange, CompletionCreateParams.Body.class))
        .build();
  }

  private static ResponseCreateParams response(Exchange exchange) {
    return ResponseCreateParams.builder()
        .body(body(exchange, ResponseCreateParams.Body.class))
        .build();
  }

  private static ResponseRetrieveParams retrieve(Exchange exchange) {
    String id = exchange.path().substring("/responses/".length());
    return ResponseRetrieveParams.builder().responseId(id).build();
  }

  private static EmbeddingCreateParams embedding(Exchange exchange) {
    return EmbeddingCreateParams.builder()
        .body(body(exchange, EmbeddingCreateParams.Body.class))
        .build();
  }

  private static ImageGenerateParams image(Exchange exchange) {
    return ImageGenerateParams.builder()
        .body(body(exchange, ImageGenerateParams.Body.class))
        .build();
  }

  private static ModerationCreateParams moderation(Exchange exchange) {
    return ModerationCreateParams.builder()
        .body(body(exchange, ModerationCreateParams.Body.class))
        .build();
  }

  static <T> T body(Exchange exchange, Class<T> type) {
    Map<String, Object> fields = WireJson.parse(exchange.request());
    // The library itself adds it.
    fields.remove("stream");
    try {
      return Json.MAPPER.readValue(WireJson.toJson(fields), type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
