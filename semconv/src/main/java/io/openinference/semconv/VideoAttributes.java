// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of a video in a message.
 *
 * @since 0.1.0
 */
public final class VideoAttributes {

  /**
   * Address of the video: a URL, the address in a store, or a data URI with the video in base64.
   */
  public static final AttributeKey<String> VIDEO_URL = stringKey("video.url");

  private VideoAttributes() {}
}
