// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.Locale;

/** Turns the API's names of audio formats into mime types. */
final class AudioFormats {

  /**
   * Returns the mime type.
   *
   * @param format for example {@code mp3} or {@code pcm16}
   */
  static String mimeType(String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "mp3" -> "audio/mpeg";
      case "pcm16" -> "audio/pcm";
      default -> "audio/" + format.toLowerCase(Locale.ROOT);
    };
  }

  /**
   * Returns the audio as a URL.
   *
   * @param base64 the bytes in base64
   */
  static String dataUri(String format, String base64) {
    return "data:" + mimeType(format) + ";base64," + base64;
  }

  private AudioFormats() {}
}
