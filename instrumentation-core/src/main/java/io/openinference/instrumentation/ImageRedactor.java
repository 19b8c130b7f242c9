// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

/**
 * Applies the image settings to image URLs that lie inside a larger value, such as the request that
 * an instrumentation records as {@code input.value}.
 *
 * <pre>{@code
 * ImageRedactor redactor = ImageRedactor.of(config);
 * part.put("url", redactor.redact(url));
 * }</pre>
 *
 * <p>Attributes need no redactor: those of messages are masked on their way to the span. Nothing is
 * uploaded from here, because the image is an attribute of its message as well and is uploaded once
 * from there.
 *
 * @since 0.1.0
 */
public final class ImageRedactor {

  private final boolean hideImages;
  private final int base64MaxLength;

  /**
   * Makes a redactor.
   *
   * @param config the settings
   * @return the redactor
   */
  public static ImageRedactor of(TraceConfig config) {
    return new ImageRedactor(config.hideInputImages(), config.base64ImageMaxLength());
  }

  ImageRedactor(boolean hideImages, int base64MaxLength) {
    this.hideImages = hideImages;
    this.base64MaxLength = base64MaxLength;
  }

  /**
   * Gives what to record of an image URL.
   *
   * @param imageUrl an address or a {@code data:} URI
   * @return {@link TraceConfig#REDACTED_VALUE} if input images are hidden or if the URL is a base64
   *     image longer than {@link TraceConfig#base64ImageMaxLength()}, else the same string
   */
  public String redact(String imageUrl) {
    return hideImages || isOverLimit(imageUrl) ? TraceConfig.REDACTED_VALUE : imageUrl;
  }

  private boolean isOverLimit(String imageUrl) {
    return imageUrl.length() > base64MaxLength && ImageDataUri.isBase64Image(imageUrl);
  }
}
