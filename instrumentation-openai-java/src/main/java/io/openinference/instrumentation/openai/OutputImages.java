// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.Locale;

/** Makes URLs of generated images. */
final class OutputImages {

  /**
   * Returns an image as a URL.
   *
   * @param base64 the bytes in base64
   * @param format for example {@code webp}; {@code png} is assumed for what is no image format
   */
  static String url(String base64, String format) {
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

  private OutputImages() {}
}
