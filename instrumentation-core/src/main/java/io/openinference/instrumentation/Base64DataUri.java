// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Images and other media written into a URI, {@code data:image/png;base64,…}. */
final class Base64DataUri {

  private static final String PREFIX = "data:";
  private static final String IMAGE_PREFIX = "data:image/";
  private static final String ENCODING = ";base64";

  /** Whether a value is a URI that carries its data itself, in whatever encoding. */
  static boolean isDataUri(Object value) {
    return value instanceof String uri && uri.startsWith(PREFIX);
  }

  static boolean isImage(Object value) {
    return value instanceof String uri && uri.startsWith(IMAGE_PREFIX);
  }

  /** The reference's test: it does not ask where in the URI the word stands. */
  static boolean isBase64Image(Object value) {
    return value instanceof String uri && uri.startsWith(IMAGE_PREFIX) && uri.contains("base64");
  }

  /** Whether a URI carries base64 of any type. */
  static boolean isBase64(String uri) {
    return uri.startsWith(PREFIX) && uri.contains(ENCODING);
  }

  /**
   * Decodes the payload.
   *
   * @return the content, or null if the URI is not base64 or its payload is malformed
   */
  static @Nullable Blob decode(String uri, String attributeKey) {
    int comma = uri.indexOf(',');
    String header = uri.substring(0, Math.max(comma, 0));
    if (!header.endsWith(ENCODING)) {
      return null;
    }
    byte[] data;
    try {
      data = Base64.getDecoder().decode(uri.substring(comma + 1));
    } catch (IllegalArgumentException malformed) {
      return null;
    }
    String mimeType = header.substring("data:".length(), header.indexOf(';'));
    return data.length == 0 ? null : Blob.of(data, mimeType, attributeKey);
  }

  private Base64DataUri() {}
}
