// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One part of a {@link Message} that has several parts or whose order matters: text, image, audio,
 * video, file, reasoning or tool use.
 *
 * <p>Follows the {@code message_content.*} attributes of the OpenInference semantic conventions.
 *
 * @since 0.1.0
 */
public final class MessageContent {

  private final @Nullable String type;
  private final @Nullable String id;
  private final @Nullable String text;
  private final @Nullable String imageUrl;
  private final @Nullable String audioUrl;
  private final @Nullable String audioMimeType;
  private final @Nullable String audioTranscript;
  private final @Nullable String videoUrl;
  private final @Nullable Document document;
  private final @Nullable String signature;
  private final @Nullable String data;
  private final @Nullable String encryptedContent;
  private final @Nullable ToolCall toolCall;

  private MessageContent(Builder builder) {
    this.type = builder.type;
    this.id = builder.id;
    this.text = builder.text;
    this.imageUrl = builder.imageUrl;
    this.audioUrl = builder.audioUrl;
    this.audioMimeType = builder.audioMimeType;
    this.audioTranscript = builder.audioTranscript;
    this.videoUrl = builder.videoUrl;
    this.document = builder.document;
    this.signature = builder.signature;
    this.data = builder.data;
    this.encryptedContent = builder.encryptedContent;
    this.toolCall = builder.toolCall;
  }

  /** Returns a part of plain text. */
  public static MessageContent text(@Nullable String text) {
    return builder("text").text(text).build();
  }

  /** Returns an image, given by its link or as a {@code data:} URI in base64. */
  public static MessageContent image(@Nullable String url) {
    return builder("image").imageUrl(url).build();
  }

  /**
   * Returns audio; null values are not recorded.
   *
   * @param url the link to the audio, or null if only the transcript is known
   * @param mimeType for example {@code audio/wav}
   * @param transcript the spoken words
   */
  public static MessageContent audio(
      @Nullable String url, @Nullable String mimeType, @Nullable String transcript) {
    return builder("audio")
        .audioUrl(url)
        .audioMimeType(mimeType)
        .audioTranscript(transcript)
        .build();
  }

  /** Returns a video, given by its link or as a {@code data:} URI in base64. */
  public static MessageContent video(@Nullable String url) {
    return builder("video").videoUrl(url).build();
  }

  /** Returns a file such as a PDF, given by its link, its bytes, its text or its identifier. */
  public static MessageContent document(@Nullable Document document) {
    return builder("document").document(document).build();
  }

  /** Returns a model's visible reasoning, or a summary of the reasoning. */
  public static MessageContent reasoning(@Nullable String text) {
    return builder("reasoning").text(text).build();
  }

  /** Returns a tool call as an ordered part of the message. */
  public static MessageContent toolUse(@Nullable ToolCall toolCall) {
    return builder("tool_use").toolCall(toolCall).build();
  }

  /**
   * Returns a builder.
   *
   * @param type {@code text}, {@code image}, {@code audio}, {@code video}, {@code document}, {@code
   *     reasoning}, {@code tool_use} or a provider's own type
   */
  public static Builder builder(@Nullable String type) {
    return new Builder(type);
  }

  /** Returns the type, for example {@code text} or {@code image}, or null if none is set. */
  public @Nullable String type() {
    return type;
  }

  /** Returns the provider's identifier of this part, or null. */
  public @Nullable String id() {
    return id;
  }

  /** Returns the text, or the visible reasoning, or null. */
  public @Nullable String text() {
    return text;
  }

  /** Returns the image's link or {@code data:} URI, or null. */
  public @Nullable String imageUrl() {
    return imageUrl;
  }

  /** Returns the audio's link or {@code data:} URI, or null. */
  public @Nullable String audioUrl() {
    return audioUrl;
  }

  /** Returns the audio's MIME type, or null. */
  public @Nullable String audioMimeType() {
    return audioMimeType;
  }

  /** Returns the transcript of the audio, or null. */
  public @Nullable String audioTranscript() {
    return audioTranscript;
  }

  /** Returns the video's link or {@code data:} URI, or null. */
  public @Nullable String videoUrl() {
    return videoUrl;
  }

  /** Returns the file, or null. */
  public @Nullable Document document() {
    return document;
  }

  /** Returns the vendor's opaque signature, or null. */
  public @Nullable String signature() {
    return signature;
  }

  /** Returns the vendor's opaque data, or null. */
  public @Nullable String data() {
    return data;
  }

  /** Returns OpenAI's encrypted reasoning, or null. */
  public @Nullable String encryptedContent() {
    return encryptedContent;
  }

  /** Returns the tool call that this part stands for, or null. */
  public @Nullable ToolCall toolCall() {
    return toolCall;
  }

  /** Tells whether there is nothing to record. */
  boolean isBlank() {
    return type == null && state().stream().allMatch(Objects::isNull);
  }

  void writeTo(MessageContentKeys keys, AttributeSink sink) {
    sink.set(keys.type, type);
    sink.set(keys.id, id);
    sink.set(keys.text, text);
    sink.set(keys.imageUrl, imageUrl);
    sink.set(keys.audioUrl, audioUrl);
    sink.set(keys.audioMimeType, audioMimeType);
    sink.set(keys.audioTranscript, audioTranscript);
    sink.set(keys.signature, signature);
    sink.set(keys.data, data);
    sink.set(keys.encryptedContent, encryptedContent);
    if (videoUrl != null) {
      sink.set(keys.videoUrl(), videoUrl);
    }
    if (document != null) {
      document.writeTo(keys.document(), sink);
    }
    if (toolCall != null) {
      toolCall.writeTo(keys.toolCall(), sink);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MessageContent that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return state().hashCode();
  }

  private List<@Nullable Object> state() {
    return Arrays.asList(
        type,
        id,
        text,
        imageUrl,
        audioUrl,
        audioMimeType,
        audioTranscript,
        videoUrl,
        document,
        signature,
        data,
        encryptedContent,
        toolCall);
  }

  /** Returns names, numbers and counts, but no content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("MessageContent")
        .with("type", type)
        .with("id", id)
        .text("text", text)
        .with("audioMimeType", audioMimeType)
        .with("toolCall", toolCall)
        .toString();
  }

  /**
   * Builds a {@link MessageContent}. Values that are null or not set are not recorded.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final @Nullable String type;
    private @Nullable String id;
    private @Nullable String text;
    private @Nullable String imageUrl;
    private @Nullable String audioUrl;
    private @Nullable String audioMimeType;
    private @Nullable String audioTranscript;
    private @Nullable String videoUrl;
    private @Nullable Document document;
    private @Nullable String signature;
    private @Nullable String data;
    private @Nullable String encryptedContent;
    private @Nullable ToolCall toolCall;

    private Builder(@Nullable String type) {
      this.type = type;
    }

    /** Sets the provider's identifier of this part ({@code message_content.id}). */
    public Builder id(@Nullable String id) {
      this.id = id;
      return this;
    }

    /** Sets the text, or the visible reasoning ({@code message_content.text}). */
    public Builder text(@Nullable String text) {
      this.text = text;
      return this;
    }

    /** Sets the image's link or {@code data:} URI. */
    public Builder imageUrl(@Nullable String imageUrl) {
      this.imageUrl = imageUrl;
      return this;
    }

    /** Sets the audio's link or {@code data:} URI. */
    public Builder audioUrl(@Nullable String audioUrl) {
      this.audioUrl = audioUrl;
      return this;
    }

    /** Sets the audio's MIME type, for example {@code audio/wav}. */
    public Builder audioMimeType(@Nullable String audioMimeType) {
      this.audioMimeType = audioMimeType;
      return this;
    }

    /** Sets the transcript of the audio. */
    public Builder audioTranscript(@Nullable String audioTranscript) {
      this.audioTranscript = audioTranscript;
      return this;
    }

    /** Sets the video's link or {@code data:} URI. */
    public Builder videoUrl(@Nullable String videoUrl) {
      this.videoUrl = videoUrl;
      return this;
    }

    /** Sets the file that this part holds. */
    public Builder document(@Nullable Document document) {
      this.document = document;
      return this;
    }

    /** Sets the vendor's opaque signature, verbatim ({@code message_content.signature}). */
    public Builder signature(@Nullable String signature) {
      this.signature = signature;
      return this;
    }

    /** Sets the vendor's opaque data, verbatim ({@code message_content.data}). */
    public Builder data(@Nullable String data) {
      this.data = data;
      return this;
    }

    /** Sets OpenAI's encrypted reasoning, verbatim ({@code message_content.encrypted_content}). */
    public Builder encryptedContent(@Nullable String encryptedContent) {
      this.encryptedContent = encryptedContent;
      return this;
    }

    /** Sets the tool call that this part stands for. */
    public Builder toolCall(@Nullable ToolCall toolCall) {
      this.toolCall = toolCall;
      return this;
    }

    /** Returns the part. */
    public MessageContent build() {
      return new MessageContent(this);
    }
  }
}
