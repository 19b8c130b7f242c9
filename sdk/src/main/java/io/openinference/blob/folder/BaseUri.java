// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The base address of the stored files; each URI is the base address plus a file name. */
final class BaseUri {

  /**
   * Returns the address, which ends with a slash.
   *
   * @throws IllegalArgumentException if the address is not an absolute URI, or has user info, a
   *     query or a fragment
   */
  static String parse(String setting, String value) {
    String text = value.trim();
    if (!isAllowed(text)) {
      throw new IllegalArgumentException(
          setting
              + " is \""
              + printable(text)
              + "\" but must be an absolute URI such as https://media.example/images, without user"
              + " info, query and fragment");
    }
    return text.endsWith("/") ? text : text + "/";
  }

  private static boolean isAllowed(String text) {
    URI uri = uriOrNull(text);
    // A scheme of one letter is a Windows drive: c://images.
    return uri != null
        && uri.getScheme() != null
        && uri.getScheme().length() > 1
        && isAllowedAuthority(uri)
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private static boolean isAllowedAuthority(URI uri) {
    String authority = uri.getRawAuthority();
    if (authority == null) {
      return uri.toString().startsWith("file:///");
    }
    return !authority.contains("@");
  }

  private static @Nullable URI uriOrNull(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException notAUri) {
      return null;
    }
  }

  /** Hides the password of a URI, because the text may go to a log. */
  private static String printable(String text) {
    return text.replaceAll("//[^/@\\s]*@", "//****@");
  }

  private BaseUri() {}
}
