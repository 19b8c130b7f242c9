// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of audio in a message.
 *
 * @since 0.1.0
 */
public final class AudioAttributes {

  /**
   * Format of the audio: a value of {@link MimeType} such as {@code audio/wav}, or another audio
   * type.
   */
  public static final AttributeKey<String> AUDIO_MIME_TYPE = stringKey("audio.mime_type");

  /** Transcript of the audio. */
  public static final AttributeKey<String> AUDIO_TRANSCRIPT = stringKey("audio.transcript");

  /** Address of the audio: a URL, or a data URI with the audio in base64. */
  public static final AttributeKey<String> AUDIO_URL = stringKey("audio.url");

  private AudioAttributes() {}
}
