// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.nio.charset.StandardCharsets;

/** An answer that tells success. */
final class ApiAnswer {

  private final String route;
  private final int status;
  private final String contentType;
  private final byte[] body;

  ApiAnswer(String route, int status, String contentType, byte[] body) {
    this.route = route;
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  String route() {
    return route;
  }

  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  /** Returns the bytes, which nobody may change. */
  byte[] body() {
    return body;
  }

  /** Returns the body as text. */
  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
