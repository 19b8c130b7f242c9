// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.spi.Base64DataUri;

/**
 * Applies the masking settings to message parts inside a larger value, such as the request that an
 * instrumentation records as {@code input.value}.
 *
 * <pre>{@code
 * ContentRedactor redactor = ContentRedactor.ofInput(config);
 * part.put("text", redactor.redactText(text));
 * part.put("url", redactor.redactImage(url));
 * }</pre>
 *
 * <p>Attributes need no redactor, because message attributes are masked on their way to the span.
 * This class uploads nothing. An image is also an attribute of its message and is uploaded from
 * there, once.
 *
 * @since 0.1.0
 */
public final class ContentRedactor {

  private final boolean hidesMessages;
  private final boolean hidesText;
  private final boolean hidesImages;
  private final int base64MaxLength;

  /**
   * Creates a redactor for content that is sent to a model.
   *
   * @param config the settings
   * @return the redactor
   */
  public static ContentRedactor ofInput(TraceConfig config) {
    return new ContentRedactor(
        config.hideInputs() || config.hideInputMessages(),
        config.hideInputText(),
        config.hideInputImages(),
        config.base64ImageMaxLength());
  }

  /**
   * Creates a redactor for content that a model returns.
   *
   * @param config the settings
   * @return the redactor
   */
  public static ContentRedactor ofOutput(TraceConfig config) {
    return new ContentRedactor(
        config.hideOutputs() || config.hideOutputMessages(),
        config.hideOutputText(),
        false,
        config.base64ImageMaxLength());
  }

  private ContentRedactor(
      boolean hidesMessages, boolean hidesText, boolean hidesImages, int base64MaxLength) {
    this.hidesMessages = hidesMessages;
    this.hidesText = hidesMessages || hidesText;
    this.hidesImages = hidesMessages || hidesImages;
    this.base64MaxLength = base64MaxLength;
  }

  /**
   * Tells whether messages are left out as a whole, including roles and tool calls.
   *
   * @return true to leave messages out
   */
  public boolean hidesMessages() {
    return hidesMessages;
  }

  /**
   * Tells whether all text of messages is redacted.
   *
   * @return true if {@link #redactText} returns no original text
   */
  public boolean hidesText() {
    return hidesText;
  }

  /**
   * Returns the text to record in place of a message's text.
   *
   * @param text the text of a message
   * @return {@link TraceConfig#REDACTED_VALUE} if the text is hidden, else the same string
   */
  public String redactText(String text) {
    return hidesText ? TraceConfig.REDACTED_VALUE : text;
  }

  /**
   * Returns the URL to record in place of an image URL.
   *
   * @param imageUrl a URL or a {@code data:} URI
   * @return {@link TraceConfig#REDACTED_VALUE} if images are hidden or if the URL is a base64 image
   *     longer than {@link TraceConfig#base64ImageMaxLength()}, else the same string
   */
  public String redactImage(String imageUrl) {
    boolean overLimit =
        imageUrl.length() > base64MaxLength && Base64DataUri.isBase64Image(imageUrl);
    return hidesImages || overLimit ? TraceConfig.REDACTED_VALUE : imageUrl;
  }

  /**
   * Returns the URL to record in place of an audio or file URL. Audio and files count as text,
   * because they can contain text.
   *
   * @param url a URL or a {@code data:} URI
   * @return {@link TraceConfig#REDACTED_VALUE} if text is hidden, if the URL is base64 data longer
   *     than {@link TraceConfig#base64ImageMaxLength()}, or if it is an image and images are
   *     hidden; else the same string
   */
  public String redactMedia(String url) {
    boolean overLimit = url.length() > base64MaxLength && Base64DataUri.isBase64(url);
    boolean hidden = hidesText || (hidesImages && Base64DataUri.isImage(url));
    return hidden || overLimit ? TraceConfig.REDACTED_VALUE : url;
  }
}
