// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of openai-java that make a span. */
final class Operations {

  private static final Map<String, Map<String, Operation<?>>> BY_SERVICE = byService();

  /**
   * Looks up a call.
   *
   * @param service the simple name of the service's interface without {@code Async} and {@code
   *     WithRawResponse}, for example {@code ChatCompletionService}
   * @param method for example {@code create} or {@code createStreaming}
   * @return null for a call that makes no span
   */
  static @Nullable Operation<?> find(String service, String method) {
    Map<String, Operation<?>> methods = BY_SERVICE.get(service);
    return methods == null ? null : methods.get(method);
  }

  private static Map<String, Map<String, Operation<?>>> byService() {
    LlmOperation chat = new LlmOperation("ChatCompletion", LastEventAccumulator::new);
    LlmOperation response = new LlmOperation("Response", LastEventAccumulator::new);
    LlmOperation compact = new LlmOperation("CompactedResponse", null);
    LlmOperation completion = new LlmOperation("Completion", LastEventAccumulator::new);
    LlmOperation image = new LlmOperation("ImagesResponse", LastEventAccumulator::new);
    LlmOperation speech = new LlmOperation("Speech", null);
    LlmOperation transcription = new LlmOperation("Transcription", LastEventAccumulator::new);
    LlmOperation translation = new LlmOperation("Translation", null);
    return Map.of(
        "ChatCompletionService",
        Map.of("create", chat, "createStreaming", chat),
        "ResponseService",
        Map.of(
            "create",
            response,
            "createStreaming",
            response,
            "retrieve",
            response,
            "retrieveStreaming",
            response,
            "compact",
            compact),
        "CompletionService",
        Map.of("create", completion, "createStreaming", completion),
        "EmbeddingService",
        Map.of("create", new EmbeddingOperation()),
        "ImageService",
        Map.of(
            "generate",
            image,
            "generateStreaming",
            image,
            "edit",
            image,
            "editStreaming",
            image,
            "createVariation",
            image),
        "SpeechService",
        Map.of("create", speech),
        "TranscriptionService",
        Map.of("create", transcription, "createStreaming", transcription),
        "TranslationService",
        Map.of("create", translation),
        "ModerationService",
        Map.of("create", new ModerationOperation()));
  }

  private Operations() {}
}
