// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.EmbeddingOperation;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.call.LlmOperation;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.semconv.LlmSystem;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the operations of openai-java's calls that make a span. */
final class Operations {

  private static final Operation<?> CHAT =
      llm("ChatCompletion", new ChatAttributes(), ChunkAccumulator::new);
  private static final Operation<?> RESPONSE =
      llm("Response", new ResponseAttributes(), ResponseEvents::new);
  private static final Operation<?> COMPACTED_RESPONSE =
      llm("CompactedResponse", new ResponseAttributes(), null);
  private static final Operation<?> COMPLETION =
      llm("Completion", new CompletionAttributes(), ChunkAccumulator::new);
  private static final Operation<?> EMBEDDING = new EmbeddingOperation(new EmbeddingAttributes());
  private static final Operation<?> IMAGE =
      llm("ImagesResponse", new ImageGenerationAttributes(), ImageGenerationAccumulator::new);
  private static final Operation<?> SPEECH = llm("Speech", new SpeechAttributes(), null);
  private static final Operation<?> TRANSCRIPTION =
      llm("Transcription", new TranscriptionAttributes(), TranscriptionAccumulator::new);
  private static final Operation<?> TRANSLATION =
      llm("Translation", new TranscriptionAttributes(), null);
  private static final Operation<?> MODERATION = new ModerationOperation();
  private static final Operation<?> DECISION = new DecisionOperation();

  private static final Map<String, Map<String, Operation<?>>> BY_SERVICE =
      Map.of(
          "ChatCompletionService",
          Map.of("create", CHAT, "createStreaming", CHAT),
          "ResponseService",
          Map.of(
              "create", RESPONSE,
              "createStreaming", RESPONSE,
              "retrieve", RESPONSE,
              "retrieveStreaming", RESPONSE,
              "compact", COMPACTED_RESPONSE),
          "CompletionService",
          Map.of("create", COMPLETION, "createStreaming", COMPLETION),
          "EmbeddingService",
          Map.of("create", EMBEDDING),
          "ImageService",
          Map.of(
              "generate", IMAGE,
              "generateStreaming", IMAGE,
              "edit", IMAGE,
              "editStreaming", IMAGE,
              "createVariation", IMAGE),
          "SpeechService",
          Map.of("create", SPEECH),
          "TranscriptionService",
          Map.of("create", TRANSCRIPTION, "createStreaming", TRANSCRIPTION),
          "TranslationService",
          Map.of("create", TRANSLATION),
          "ModerationService",
          Map.of("create", MODERATION),
          "DecisionService",
          Map.of("create", DECISION));

  /**
   * Looks up a call.
   *
   * @param service the simple name of the service's interface without {@code Async} and {@code
   *     WithRawResponse}, for example {@code ChatCompletionService}
   * @param method for example {@code create} or {@code createStreaming}
   * @return null if the call makes no span
   */
  static @Nullable Operation<?> find(String service, String method) {
    Map<String, Operation<?>> methods = BY_SERVICE.get(service);
    return methods == null ? null : methods.get(method);
  }

  private static Operation<?> llm(
      String spanName,
      LlmMapper mapper,
      @Nullable Function<ContentBudget, ? extends StreamAccumulator> accumulators) {
    return new LlmOperation(spanName, LlmSystem.OPENAI, mapper, accumulators);
  }

  /** Tells whether calls of a service make spans. */
  static boolean hasService(String service) {
    return BY_SERVICE.containsKey(service);
  }

  private Operations() {}
}
