// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import org.jspecify.annotations.Nullable;

/**
 * MIME types that the specification names, the values of {@link InputAttributes#INPUT_MIME_TYPE},
 * {@link OutputAttributes#OUTPUT_MIME_TYPE} and {@link AudioAttributes#AUDIO_MIME_TYPE}.
 *
 * @since 0.1.0
 */
public enum MimeType {
  /** Plain text. */
  TEXT("text/plain"),

  /** JSON text. */
  JSON("application/json"),

  /** PNG image. */
  IMAGE_PNG("image/png"),

  /** MPEG audio, such as MP3. */
  AUDIO_MPEG("audio/mpeg"),

  /** WAV audio. */
  AUDIO_WAV("audio/wav");

  private final String value;

  MimeType(String value) {
    this.value = value;
  }

  /**
   * Finds the type with a given attribute value.
   *
   * @param value the attribute value, compared case-sensitively
   * @return the type, or null if no type has this value
   */
  public static @Nullable MimeType fromValue(String value) {
    for (MimeType type : values()) {
      if (type.value.equals(value)) {
        return type;
      }
    }
    return null;
  }

  /** {@return the attribute value, such as {@code text/plain}} */
  public String value() {
    return value;
  }
}
