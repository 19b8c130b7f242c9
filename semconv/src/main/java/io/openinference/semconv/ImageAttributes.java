// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of an image in a message, or of an image that an operation received or returned.
 *
 * @since 0.1.0
 */
public final class ImageAttributes {

  /**
   * Address of the image: a URL, or a data URI with the image in base64, as in {@code
   * data:image/png;base64,...}.
   */
  public static final AttributeKey<String> IMAGE_URL = stringKey("image.url");

  private ImageAttributes() {}
}
