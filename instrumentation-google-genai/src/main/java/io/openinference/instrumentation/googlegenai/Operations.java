// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.api.call.EmbeddingOperation;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.call.LlmOperation;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.gemini.GeminiAccumulator;
import io.openinference.instrumentation.api.gemini.GenerateContentAttributes;
import io.openinference.semconv.LlmSystem;
import org.jspecify.annotations.Nullable;

/** The calls of google-genai that make a span. */
final class Operations {

  private static final LlmMapper CONTENT = new GenerateContentAttributes();

  static final Operation<?> GENERATE =
      new LlmOperation("GenerateContent", LlmSystem.VERTEXAI, CONTENT, null);
  static final Operation<?> GENERATE_STREAM =
      new LlmOperation(
          "GenerateContentStream", LlmSystem.VERTEXAI, CONTENT, GeminiAccumulator::new);
  static final Operation<?> IMAGES =
      new LlmOperation("GenerateImages", LlmSystem.VERTEXAI, new ImageGenerationAttributes(), null);
  static final Operation<?> EMBEDDING = new EmbeddingOperation(new EmbeddingAttributes());
  static final Operation<?> CACHE = new CacheOperation();
  static final Operation<?> INTERACTION =
      new LlmOperation(
          "Interactions.create",
          LlmSystem.VERTEXAI,
          new InteractionAttributes(),
          InteractionAccumulator::new);

  /** Returns the call of a method of a model, or null for one that makes no span. */
  static @Nullable Operation<?> ofModel(String method, String model) {
    return switch (method) {
      case "generateContent" -> GENERATE;
      case "streamGenerateContent" -> GENERATE_STREAM;
      case "embedContent", "batchEmbedContents" -> EMBEDDING;
      // Vertex has one method for images and for vectors.
      case "predict" -> model.contains("embed") ? EMBEDDING : IMAGES;
      default -> null;
    };
  }

  /** Returns the call that creates a resource, or null for one that makes no span. */
  static @Nullable Operation<?> ofResource(String resource) {
    return switch (resource) {
      case "cachedContents" -> CACHE;
      case "interactions" -> INTERACTION;
      default -> null;
    };
  }

  private Operations() {}
}
