// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of one content item of a message.
 *
 * @since 0.1.0
 */
public final class MessageContentAttributes {

  /**
   * Audio of an {@code audio} item. Parts: {@link AudioAttributes}, as in {@code
   * message_content.audio.audio.url}.
   */
  public static final ObjectKey MESSAGE_CONTENT_AUDIO = new ObjectKey("message_content.audio");

  /** Opaque data of a redacted reasoning item (Anthropic {@code redacted_thinking}), unchanged. */
  public static final AttributeKey<String> MESSAGE_CONTENT_DATA = stringKey("message_content.data");

  /**
   * File of a {@code document} item, such as a PDF. Parts: {@link DocumentAttributes}, as in {@code
   * message_content.document.document.url}.
   */
  public static final ObjectKey MESSAGE_CONTENT_DOCUMENT =
      new ObjectKey("message_content.document");

  /** Encrypted reasoning of an OpenAI reasoning item, unchanged. */
  public static final AttributeKey<String> MESSAGE_CONTENT_ENCRYPTED_CONTENT =
      stringKey("message_content.encrypted_content");

  /**
   * Id that the provider gave to the item, such as the id of an OpenAI reasoning item; it is needed
   * to send the item again.
   */
  public static final AttributeKey<String> MESSAGE_CONTENT_ID = stringKey("message_content.id");

  /**
   * Image of an {@code image} item. Part: {@link ImageAttributes#IMAGE_URL}, which gives {@code
   * message_content.image.image.url}.
   */
  public static final ObjectKey MESSAGE_CONTENT_IMAGE = new ObjectKey("message_content.image");

  /** Opaque signature that the provider attached to the item, unchanged. */
  public static final AttributeKey<String> MESSAGE_CONTENT_SIGNATURE =
      stringKey("message_content.signature");

  /**
   * Text of a {@code text} item, or the visible text or summary of a {@code reasoning} item;
   * several summary texts are joined.
   */
  public static final AttributeKey<String> MESSAGE_CONTENT_TEXT = stringKey("message_content.text");

  /**
   * Kind of the item: {@code text}, {@code image}, {@code audio}, {@code video}, {@code document},
   * {@code reasoning} or {@code tool_use}.
   */
  public static final AttributeKey<String> MESSAGE_CONTENT_TYPE = stringKey("message_content.type");

  /**
   * Video of a {@code video} item. Part: {@link VideoAttributes#VIDEO_URL}, which gives {@code
   * message_content.video.video.url}.
   */
  public static final ObjectKey MESSAGE_CONTENT_VIDEO = new ObjectKey("message_content.video");

  private MessageContentAttributes() {}
}
