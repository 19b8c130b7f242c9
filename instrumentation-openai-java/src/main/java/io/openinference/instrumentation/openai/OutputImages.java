// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.semconv.ImageAttributes;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Records generated images as {@code output.images.N.image.url}, which the Python packages have and
 * the specification does not have yet.
 */
final class OutputImages {

  private static final List<AttributeKey<String>> KEYS =
      IntStream.range(0, 16).mapToObj(OutputImages::key).toList();

  static void record(LlmSpan span, List<String> urls) {
    for (int i = 0; i < urls.size(); i++) {
      span.setAttribute(i < KEYS.size() ? KEYS.get(i) : key(i), urls.get(i));
    }
  }

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

  private static AttributeKey<String> key(int index) {
    return AttributeKey.stringKey(
        "output.images." + index + "." + ImageAttributes.IMAGE_URL.getKey());
  }

  private OutputImages() {}
}
