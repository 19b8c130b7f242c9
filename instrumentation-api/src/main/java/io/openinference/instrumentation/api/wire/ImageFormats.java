// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import io.openinference.instrumentation.spi.Base64DataUri;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Creates URLs of images that arrive as base64.
 *
 * @since 0.1.0
 */
public final class ImageFormats {

  /** How the base64 of images begins, with the subtype. */
  private static final String[][] STARTS = {
    {"iVBOR", "png"}, {"/9j/", "jpeg"}, {"R0lGOD", "gif"}, {"UklGR", "webp"}
  };

  private static final Pattern ADDRESS = Pattern.compile("[a-z0-9]{1,8}://");

  /**
   * Returns an image as a URL.
   *
   * @param format the image format, for example {@code webp}; where the value is no known format,
   *     the bytes tell it, and otherwise it is {@code png}
   * @param base64 the bytes in base64, or a URL, which is returned unchanged
   */
  public static String dataUri(String format, String base64) {
    return Base64DataUri.isImage(base64) || ADDRESS.matcher(base64).lookingAt()
        ? base64
        : "data:image/" + mimeSubtype(format, base64) + ";base64," + base64;
  }

  /** Tells whether base64 begins like the bytes of a PNG, JPEG, GIF or WebP. */
  public static boolean isImage(String base64) {
    return subtypeOf(base64) != null;
  }

  private static @Nullable String subtypeOf(String base64) {
    for (String[] start : STARTS) {
      if (base64.startsWith(start[0])) {
        return start[1];
      }
    }
    return null;
  }

  private static String mimeSubtype(String format, String base64) {
    String normalized = format.toLowerCase(Locale.ROOT);
    return switch (normalized) {
      case "jpg", "jpeg" -> "jpeg";
      case "webp", "gif", "png" -> normalized;
      default -> Objects.requireNonNullElse(subtypeOf(base64), "png");
    };
  }

  private ImageFormats() {}
}
