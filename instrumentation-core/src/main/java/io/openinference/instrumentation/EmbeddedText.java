// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.EmbeddingAttributes;
import io.openinference.semconv.ObjectListKey;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One embedded text and its vector.
 *
 * <p>Follows {@code embedding.embeddings.N.embedding.*} of the OpenInference semantic conventions.
 *
 * @since 0.1.0
 */
public final class EmbeddedText {

  private final @Nullable String text;
  private final @Nullable List<Double> vector;

  private EmbeddedText(@Nullable String text, @Nullable List<Double> vector) {
    this.text = text;
    this.vector = vector;
  }

  /** Returns a text whose vector is not known, or not known yet. */
  public static EmbeddedText of(@Nullable String text) {
    return new EmbeddedText(text, null);
  }

  /**
   * Returns an embedding.
   *
   * @param text the embedded text, or null if the input was no text (token ids)
   * @param vector the embedding, one number per dimension of the model, or null if there is none;
   *     the array is copied
   */
  public static EmbeddedText of(
      @Nullable String text, @Nullable List<? extends @Nullable Number> vector) {
    return new EmbeddedText(text, EmbeddingVector.copyOf(vector));
  }

  /**
   * Returns an embedding.
   *
   * @param text the embedded text, or null if the input was no text (token ids)
   * @param vector the embedding, one number per dimension of the model, or null if there is none;
   *     the array is copied
   */
  public static EmbeddedText of(@Nullable String text, float @Nullable [] vector) {
    return new EmbeddedText(text, EmbeddingVector.copyOf(vector));
  }

  /**
   * Returns an embedding.
   *
   * @param text the embedded text, or null if the input was no text (token ids)
   * @param vector the embedding, one number per dimension of the model, or null if there is none;
   *     the list is copied
   */
  public static EmbeddedText of(@Nullable String text, double @Nullable [] vector) {
    return new EmbeddedText(text, EmbeddingVector.copyOf(vector));
  }

  /** Returns the embedded text, or null if the input was no text (token ids). */
  public @Nullable String text() {
    return text;
  }

  /** Returns the vector as a read-only list, or null if there is none. */
  public @Nullable List<Double> vector() {
    return vector;
  }

  void writeTo(Keys keys, AttributeSink sink) {
    sink.set(keys.text, text);
    sink.set(keys.vector, vector);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmbeddedText that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return state().hashCode();
  }

  private List<@Nullable Object> state() {
    return Arrays.asList(text, vector);
  }

  /** Returns names, numbers and counts, but no content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("EmbeddedText")
        .text("text", text)
        .count(vector == null ? 0 : vector.size(), "dimension")
        .toString();
  }

  static final class Keys {

    static final IndexedKeys<Keys> EMBEDDINGS =
        new IndexedKeys<>(EmbeddingAttributes.EMBEDDING_EMBEDDINGS, 256, Keys::new);

    private final AttributeKey<String> text;
    private final AttributeKey<List<Double>> vector;

    private Keys(ObjectListKey list, int index) {
      text = list.at(index, EmbeddingAttributes.EMBEDDING_TEXT);
      vector = list.at(index, EmbeddingAttributes.EMBEDDING_VECTOR);
    }
  }
}
