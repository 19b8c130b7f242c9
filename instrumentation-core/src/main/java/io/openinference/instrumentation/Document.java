// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.DocumentAttributes;
import io.openinference.semconv.ObjectListKey;
import io.openinference.semconv.RerankerAttributes;
import io.openinference.semconv.RetrievalAttributes;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document that a retriever found or a reranker ordered.
 *
 * <p>Follows the {@code document.*} attributes of the OpenInference semantic conventions.
 *
 * @since 0.1.0
 */
public final class Document {

  private final @Nullable String id;
  private final @Nullable String content;
  private final @Nullable Double score;
  private final @Nullable JsonObject metadata;

  private Document(Builder builder) {
    this.id = builder.id;
    this.content = builder.content;
    this.score = builder.score;
    this.metadata = builder.metadata;
  }

  /** Returns a document with its content. */
  public static Document of(@Nullable String content) {
    return builder().content(content).build();
  }

  /**
   * Returns a document with its content and relevance.
   *
   * @param score the higher, the more relevant; its range is the retriever's own
   */
  public static Document of(@Nullable String id, @Nullable String content, @Nullable Number score) {
    return builder().id(id).content(content).score(score).build();
  }

  /** Returns an empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the document's identifier, or null. */
  public @Nullable String id() {
    return id;
  }

  /** Returns the document's text, or null. */
  public @Nullable String content() {
    return content;
  }

  /** Returns the relevance, or null; the higher, the more relevant. */
  public @Nullable Double score() {
    return score;
  }

  /** Returns a read-only view of the document's metadata; empty where there are none. */
  public Map<String, @Nullable Object> metadata() {
    return JsonObject.membersOf(metadata);
  }

  void writeTo(Keys keys, AttributeSink sink) {
    sink.set(keys.id, id);
    sink.set(keys.content, content);
    sink.set(keys.score, score);
    sink.setJson(keys.metadata, metadata);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Document that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return state().hashCode();
  }

  private List<@Nullable Object> state() {
    return Arrays.asList(id, content, score, metadata);
  }

  /** Says what there is, without content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("Document")
        .text("content", content)
        .with("score", score)
        .count(metadata().size(), "metadata entry", "metadata entries")
        .toString();
  }

  /**
   * Builds a {@link Document}; what is null or not set is not recorded.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private @Nullable String id;
    private @Nullable String content;
    private @Nullable Double score;
    private @Nullable JsonObject metadata;

    private Builder() {}

    /** Sets the document's identifier. */
    public Builder id(@Nullable String id) {
      this.id = id;
      return this;
    }

    /** Sets the document's text. */
    public Builder content(@Nullable String content) {
      this.content = content;
      return this;
    }

    /** Sets the relevance: the higher, the more relevant; its range is the retriever's own. */
    public Builder score(@Nullable Number score) {
      this.score = Numbers.toDouble(score);
      return this;
    }

    /** Sets the document's metadata, recorded as a JSON object; the map is copied. */
    public Builder metadata(@Nullable Map<String, ?> metadata) {
      this.metadata = JsonObject.copyOf(metadata);
      return this;
    }

    /** Returns the document. */
    public Document build() {
      return new Document(this);
    }
  }

  static final class Keys {

    private static final int BOUND = 256;

    static final IndexedKeys<Keys> RETRIEVED =
        new IndexedKeys<>(RetrievalAttributes.RETRIEVAL_DOCUMENTS, BOUND, Keys::new);
    static final IndexedKeys<Keys> RERANKER_INPUT =
        new IndexedKeys<>(RerankerAttributes.RERANKER_INPUT_DOCUMENTS, BOUND, Keys::new);
    static final IndexedKeys<Keys> RERANKER_OUTPUT =
        new IndexedKeys<>(RerankerAttributes.RERANKER_OUTPUT_DOCUMENTS, BOUND, Keys::new);

    private final AttributeKey<String> id;
    private final AttributeKey<String> content;
    private final AttributeKey<Double> score;
    private final AttributeKey<String> metadata;

    private Keys(ObjectListKey list, int index) {
      id = list.at(index, DocumentAttributes.DOCUMENT_ID);
      content = list.at(index, DocumentAttributes.DOCUMENT_CONTENT);
      score = list.at(index, DocumentAttributes.DOCUMENT_SCORE);
      metadata = list.at(index, DocumentAttributes.DOCUMENT_METADATA);
    }
  }
}
