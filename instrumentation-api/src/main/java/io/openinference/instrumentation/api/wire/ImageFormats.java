// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.util.Locale;

/**
 * Creates URLs of images that arrive as base64.
 *
 * @since 0.1.0
 */
public final class ImageFormats {

  /**
   * Returns an image as a URL.
   *
   * @param format the image format, for example {@code webp}; other values count as {@code png}
   * @param base64 the bytes in base64, or a URL, which is returned unchanged
   */
  public static String dataUri(String format, String base64) {
    return base64.startsWith("data:image/")
        ? base64
        : "data:image/" + mimeSubtype(format) + ";base64," + base64;
  }

  private static String mimeSubtype(String format) {
    String normalized = format.toLowerCase(Locale.ROOT);
    return switch (normalized) {
      case "jpg", "jpeg" -> "jpeg";
      case "webp", "gif" -> normalized;
      default -> "png";
    };
  }

  private ImageFormats() {}
}
