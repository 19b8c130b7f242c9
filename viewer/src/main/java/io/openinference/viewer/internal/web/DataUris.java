// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import java.util.Locale;

/**
 * Reads URIs that contain their data, {@code data:image/png;base64,…}. As in the instrumentations,
 * the case of scheme, type and encoding does not matter.
 */
final class DataUris {

  private static final String PREFIX = "data:";
  private static final String ENCODING = ";base64";

  static boolean isDataUri(String uri) {
    return uri.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  static boolean isBase64(String uri) {
    int encoding = uri.indexOf(',') - ENCODING.length();
    return isDataUri(uri) && uri.regionMatches(true, encoding, ENCODING, 0, ENCODING.length());
  }

  /** Returns the type of a URI in base64 in lower case, without parameters. */
  static String mimeType(String uri) {
    return uri.substring(PREFIX.length(), uri.indexOf(';')).toLowerCase(Locale.ROOT);
  }

  private DataUris() {}
}
