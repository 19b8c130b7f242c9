// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The address of a server.
 *
 * @param url the address without user and password, because messages show it, and without a slash
 *     at the end
 * @param authorization the header for user and password, or null if the address has none
 */
record ServerAddress(String url, @Nullable String authorization) {

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is none; the message has no password
   */
  static ServerAddress of(String address) {
    String text = address.strip().replaceFirst("/+$", "");
    String shown = withoutUser(text);
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException messageWithAddress) {
      throw new IllegalArgumentException("The base URL is no URL: " + shown);
    }
    String scheme = String.valueOf(uri.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "The base URL must be like http://localhost:6006, not " + shown);
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("The base URL must have no ? and no #: " + shown);
    }
    String user = uri.getUserInfo();
    return new ServerAddress(shown, user == null ? null : basic(user));
  }

  /** Returns the address without user and password. A password may have any letter but a slash. */
  static String withoutUser(String address) {
    return address.replaceFirst("^(\\w+://)?[^/]*@", "$1");
  }

  private static String basic(String user) {
    byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }
}
