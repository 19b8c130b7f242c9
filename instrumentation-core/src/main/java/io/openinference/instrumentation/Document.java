// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document that a retriever found or a reranker ordered, or a file, such as a PDF, that is part
 * of a message or of an operation's input or output.
 *
 * <p>Follows the {@code document.*} attributes of the OpenInference semantic conventions.
 *
 * @since 0.1.0
 */
public final class Document {

  private final @Nullable String id;
  private final @Nullable String name;
  private final @Nullable String mimeType;
  private final @Nullable String url;
  private final @Nullable String content;
  private final @Nullable Double score;
  private final @Nullable JsonObject metadata;

  private Document(Builder builder) {
    this.id = builder.id;
    this.name = builder.name;
    this.mimeType = builder.mimeType;
    this.url = builder.url;
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
   * @param score the relevance; higher is more relevant, and the range depends on the retriever
   */
  public static Document of(@Nullable String id, @Nullable String content, @Nullable Number score) {
    return builder().id(id).content(content).score(score).build();
  }

  /**
   * Returns a file.
   *
   * @param url the link to the file, or the file itself as a {@code data:} URI in base64
   * @param mimeType for example {@code application/pdf}
   * @param name the file's name or title
   */
  public static Document file(
      @Nullable String url, @Nullable String mimeType, @Nullable String name) {
    return builder().url(url).mimeType(mimeType).name(name).build();
  }

  /** Returns an empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the document's identifier, or null. */
  public @Nullable String id() {
    return id;
  }

  /** Returns the name or title of the file, or null. */
  public @Nullable String name() {
    return name;
  }

  /** Returns the MIME type, or null. */
  public @Nullable String mimeType() {
    return mimeType;
  }

  /** Returns the address of the document, which may be a data URI, or null. */
  public @Nullable String url() {
    return url;
  }

  /** Returns the document's text, or null. */
  public @Nullable String content() {
    return content;
  }

  /** Returns the relevance, or null; higher is more relevant. */
  public @Nullable Double score() {
    return score;
  }

  /** Returns a read-only view of the document's metadata; empty if there are none. */
  public Map<String, @Nullable Object> metadata() {
    return JsonObject.membersOf(metadata);
  }

  /** Writes the document as an element of a list, which has no hole if the document is empty. */
  void writeElement(DocumentKeys keys, AttributeSink sink) {
    writeTo(keys, sink);
    if (state().stream().allMatch(Objects::isNull)) {
      sink.set(keys.content, "");
    }
  }

  void writeTo(DocumentKeys keys, AttributeSink sink) {
    sink.set(keys.id, id);
    sink.set(keys.name, name);
    sink.set(keys.mimeType, mimeType);
    sink.set(keys.url, url);
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
    return Arrays.asList(id, name, mimeType, url, content, score, metadata);
  }

  /** Returns names, numbers and counts, but no content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("Document")
        .with("mimeType", mimeType)
        .text("content", content)
        .with("score", score)
        .count(metadata().size(), "metadata entry", "metadata entries")
        .toString();
  }

  /**
   * Builds a {@link Document}. Values that are null or not set are not recorded.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String mimeType;
    private @Nullable String url;
    private @Nullable String content;
    private @Nullable Double score;
    private @Nullable JsonObject metadata;

    private Builder() {}

    /**
     * Sets the document's identifier, or the identifier that a provider gave to an uploaded file.
     */
    public Builder id(@Nullable String id) {
      this.id = id;
      return this;
    }

    /** Sets the file's name or title ({@code document.name}). */
    public Builder name(@Nullable String name) {
      this.name = name;
      return this;
    }

    /** Sets the file's MIME type, for example {@code application/pdf}. */
    public Builder mimeType(@Nullable String mimeType) {
      this.mimeType = mimeType;
      return this;
    }

    /** Sets the link to the file, or the file itself as a {@code data:} URI in base64. */
    public Builder url(@Nullable String url) {
      this.url = url;
      return this;
    }

    /** Sets the document's text. */
    public Builder content(@Nullable String content) {
      this.content = content;
      return this;
    }

    /** Sets the relevance. Higher is more relevant; the range depends on the retriever. */
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
}
