// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

/**
 * Tells what a URI carries that images and other media are written into, {@code
 * data:image/png;base64,…}.
 *
 * @since 0.1.0
 */
public final class Base64DataUri {

  private static final String PREFIX = "data:";
  private static final String IMAGE_PREFIX = "data:image/";
  private static final String ENCODING = ";base64";

  /** Tells whether a value is a URI that carries its data itself, in whatever encoding. */
  public static boolean isDataUri(Object value) {
    return value instanceof String uri && uri.startsWith(PREFIX);
  }

  /** Tells whether a value is a URI that carries an image, in whatever encoding. */
  public static boolean isImage(Object value) {
    return value instanceof String uri && uri.startsWith(IMAGE_PREFIX);
  }

  /**
   * Tells whether a value is a URI that carries an image as base64. The test is the reference's: it
   * does not ask where in the URI the word stands.
   */
  public static boolean isBase64Image(Object value) {
    return value instanceof String uri && uri.startsWith(IMAGE_PREFIX) && uri.contains("base64");
  }

  /** Tells whether a URI carries base64 of any type. */
  public static boolean isBase64(String uri) {
    return uri.startsWith(PREFIX) && uri.contains(ENCODING);
  }

  private Base64DataUri() {}
}
