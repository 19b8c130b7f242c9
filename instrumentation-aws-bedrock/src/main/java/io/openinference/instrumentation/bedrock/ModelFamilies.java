// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmSystem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the id of a model and from a request who made the model and how it writes.
 *
 * <p>An id may begin with a geography, such as {@code us.} or {@code apac.}, whose list is open. An
 * ARN of a profile or a prompt may say nothing. The body then decides.
 */
final class ModelFamilies {

  /** Returns who made a model, or null where neither the id nor the body tells. */
  static @Nullable LlmSystem systemOf(@Nullable String modelId, WireObject body) {
    LlmSystem system = ModelOrigins.systemOf(modelId);
    if (system != null) {
      return system;
    }
    if (body.get("anthropic_version") != null) {
      return LlmSystem.ANTHROPIC;
    }
    if (body.get("max_gen_len") != null) {
      return LlmSystem.META;
    }
    return body.first("inputText", "schemaVersion", "inferenceConfig", "toolConfig") != null
            || hasUntypedBlocks(body)
        ? LlmSystem.AMAZON
        : null;
  }

  /** Of all messages, only those of Nova have blocks that name no type. */
  private static boolean hasUntypedBlocks(WireObject body) {
    return body.objects("messages").stream()
        .flatMap(message -> message.objects("content").stream())
        .anyMatch(block -> !block.isEmpty() && block.get("type") == null);
  }

  /** Returns how a model writes bodies that are no embeddings and no reranking. */
  static ModelApi apiOf(@Nullable String modelId, @Nullable LlmSystem system, WireObject body) {
    if (isImage(modelId, body)) {
      return new ImageApi();
    }
    if (body.get("inputText") != null) {
      return new TextApi();
    }
    if (system == LlmSystem.ANTHROPIC) {
      return new ClaudeApi();
    }
    if (system == LlmSystem.AMAZON) {
      return new ConverseApi();
    }
    if (body.get("message") != null) {
      return new CohereChatApi();
    }
    return body.get("messages") == null ? new TextApi() : new ChatApi();
  }

  /** Tells whether a call embeds. */
  static boolean isEmbedding(@Nullable String modelId, WireObject body) {
    return isNamed(modelId, "embed")
        || body.first("texts", "input_type", "singleEmbeddingParams") != null
        || body.first("inputImage", "embeddingConfig") != null
        || (body.get("inputText") != null
            && body.first("dimensions", "embeddingTypes", "normalize") != null);
  }

  /** Tells whether a call reranks. */
  static boolean isReranking(@Nullable String modelId, WireObject body) {
    return isNamed(modelId, "rerank")
        || (body.get("query") != null && body.get("documents") != null);
  }

  private static boolean isImage(@Nullable String modelId, WireObject body) {
    return body.get("taskType") != null
        || isNamed(modelId, "canvas")
        || isNamed(modelId, "titan-image")
        || isNamed(modelId, "stability.");
  }

  private static boolean isNamed(@Nullable String modelId, String part) {
    return modelId != null && modelId.toLowerCase(Locale.ROOT).contains(part);
  }

  private ModelFamilies() {}
}
