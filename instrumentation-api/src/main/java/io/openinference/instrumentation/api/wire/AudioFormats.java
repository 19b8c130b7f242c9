// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Locale;

/**
 * Converts names of audio formats to MIME types.
 *
 * @since 0.1.0
 */
public final class AudioFormats {

  /**
   * Returns the MIME type of a format.
   *
   * @param format the name of the format, for example {@code mp3} or {@code pcm16}
   */
  public static String mimeType(String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "mp3" -> "audio/mpeg";
      case "pcm16" -> "audio/pcm";
      default -> "audio/" + format.toLowerCase(Locale.ROOT);
    };
  }

  /**
   * Returns the audio as a data URI.
   *
   * @param base64 the bytes in base64; the texts of several fragments may be concatenated
   */
  public static String dataUri(String format, String base64) {
    return "data:" + mimeType(format) + ";base64," + joined(base64);
  }

  /** Removes the padding at the end of each fragment, because decoders stop at padding. */
  private static String joined(String base64) {
    int padding = base64.indexOf('=');
    if (padding < 0 || padding >= base64.length() - 2) {
      return base64;
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(base64.length());
      int start = 0;
      while (start < base64.length()) {
        int end = endOfFragment(base64, start);
        bytes.writeBytes(Base64.getDecoder().decode(base64.substring(start, end)));
        start = end;
      }
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    } catch (IllegalArgumentException e) {
      return base64;
    }
  }

  private static int endOfFragment(String base64, int start) {
    int end = base64.indexOf('=', start);
    while (end >= 0 && end < base64.length() && base64.charAt(end) == '=') {
      end++;
    }
    return end < 0 ? base64.length() : end;
  }

  private AudioFormats() {}
}
