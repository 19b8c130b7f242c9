// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.util.Locale;

/**
 * Recognizes URIs that contain images or other media, {@code data:image/png;base64,…}. The case of
 * scheme, type and encoding does not matter.
 *
 * @since 0.1.0
 */
public final class Base64DataUri {

  private static final String PREFIX = "data:";
  private static final String IMAGE_PREFIX = "data:image/";
  private static final String VIDEO_PREFIX = "data:video/";
  private static final String ENCODING = ";base64";

  /** Tells whether a value is a URI that contains its data, in any encoding. */
  public static boolean isDataUri(Object value) {
    return value instanceof String uri && startsWith(uri, PREFIX);
  }

  /** Tells whether a value is a URI that contains an image, in any encoding. */
  public static boolean isImage(Object value) {
    return value instanceof String uri && startsWith(uri, IMAGE_PREFIX);
  }

  /** Tells whether a value is a URI that contains a video, in any encoding. */
  public static boolean isVideo(Object value) {
    return value instanceof String uri && startsWith(uri, VIDEO_PREFIX);
  }

  /**
   * Tells whether a value is a URI that contains an image as base64. Like the Python package, the
   * test accepts the word {@code base64} anywhere in the URI.
   */
  public static boolean isBase64Image(Object value) {
    return value instanceof String uri && startsWith(uri, IMAGE_PREFIX) && names(uri, "base64");
  }

  /** Tells whether a URI contains base64 of any type. */
  public static boolean isBase64(String uri) {
    return startsWith(uri, PREFIX) && names(uri, ENCODING);
  }

  private static boolean startsWith(String uri, String prefix) {
    return uri.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** Most URIs name the encoding in lower case, which is found without a copy. */
  private static boolean names(String uri, String encoding) {
    return uri.contains(encoding)
        || uri.substring(0, Math.max(uri.indexOf(','), 0))
            .toLowerCase(Locale.ROOT)
            .contains(encoding);
  }

  private Base64DataUri() {}
}
