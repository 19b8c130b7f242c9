// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.ModelFields.isAbsent;
import static io.openinference.instrumentation.openai.ModelFields.join;
import static io.openinference.instrumentation.openai.ModelFields.presence;
import static io.openinference.instrumentation.openai.ModelFields.value;

import com.openai.core.JsonField;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionChunk.Choice;
import io.openinference.instrumentation.api.stream.StreamedObject;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a chat completion chunk around its delta.
 *
 * <p>Nearly all chunks repeat the same scalars; the last value counts.
 */
final class ChunkFrame {

  private static final NewerFields CHUNK =
      NewerFields.of(
          ChatCompletionChunk.class,
          "id",
          "choices",
          "created",
          "model",
          "object",
          "service_tier",
          "system_fingerprint",
          "usage");
  private static final NewerFields CHOICE =
      NewerFields.of(Choice.class, "delta", "finish_reason", "index", "logprobs");

  private final int presence;
  private final Map<String, ?> unknown;
  private final Object index;
  // Null if it must not come again.
  private final @Nullable Map<String, ?> unknownOfChoice;

  private ChunkFrame(
      int presence,
      ChatCompletionChunk chunk,
      Object index,
      @Nullable Map<String, ?> unknownOfChoice) {
    this.presence = presence;
    this.unknown = chunk._additionalProperties();
    this.index = index;
    this.unknownOfChoice = unknownOfChoice;
  }

  /**
   * Returns the frame of a chunk.
   *
   * @param event the chunk as a map equal to its JSON
   * @return null if later chunks with these fields must still be merged as JSON
   */
  static @Nullable ChunkFrame of(ChatCompletionChunk chunk, Choice choice, Map<String, ?> event) {
    int presence = presenceOf(chunk);
    Object index = value(choice._index());
    if (index == null || presence < 0) {
      return null;
    }
    Map<String, ?> unknown = choice._additionalProperties();
    WireObject wire = WireObject.of(event).objects("choices").get(0);
    return new ChunkFrame(
        presence,
        chunk,
        index,
        StreamedObject.canRepeat(wire.fields(), unknown.keySet()) ? unknown : null);
  }

  private static int presenceOf(ChatCompletionChunk chunk) {
    // First, because a release without a known field may be without its method.
    int presence = CHUNK.presence(chunk);
    if (presence < 0) {
      return presence;
    }
    presence = join(presence(chunk._id()), presence);
    presence = join(presence(chunk._created()), presence);
    presence = join(presence(chunk._model()), presence);
    presence = join(presence(chunk._object_()), presence);
    presence = join(presence(serviceTier(chunk)), presence);
    presence = join(presence(chunk._systemFingerprint()), presence);
    return isAbsent(chunk._usage()) ? presence : -1;
  }

  private static JsonField<?> serviceTier(ChatCompletionChunk chunk) {
    JsonField<?> field = chunk._serviceTier();
    return value(field) instanceof ChatCompletionChunk.ServiceTier tier ? tier._value() : field;
  }

  /**
   * Tells whether a chunk has the same scalars around its delta, with whatever value, and nothing
   * else that is new.
   */
  boolean isSameIn(ChatCompletionChunk chunk, Choice choice) {
    return presence == presenceOf(chunk)
        && CHOICE.areAbsent(choice)
        && index.equals(value(choice._index()))
        && isAbsent(choice._finishReason())
        && isAbsent(choice._logprobs())
        && (choice._additionalProperties().isEmpty()
            || choice._additionalProperties().equals(unknownOfChoice))
        && areSameScalars(chunk._additionalProperties());
  }

  private boolean areSameScalars(Map<String, ?> fields) {
    if (fields.size() != unknown.size()) {
      return false;
    }
    if (!fields.isEmpty()) {
      for (Map.Entry<String, ?> field : unknown.entrySet()) {
        int presence = presenceOf(fields.get(field.getKey()));
        if (presence < 0
            || presence != presenceOf(field.getValue())
            || StreamedObject.grows(field.getKey())) {
          return false;
        }
      }
    }
    return true;
  }

  private static int presenceOf(@Nullable Object value) {
    return value instanceof JsonField<?> field ? presence(field) : -1;
  }
}
