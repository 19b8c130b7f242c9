// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import org.jspecify.annotations.Nullable;

/**
 * A call to Phoenix that failed. The message names the route, the status and what the server said.
 *
 * @since 0.1.0
 */
public final class PhoenixException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String route;
  private final int status;
  private final String serverMessage;
  private final boolean uncertain;

  PhoenixException(String route, int status, String serverMessage, String explanation) {
    this(route, status, serverMessage, explanation, false);
  }

  PhoenixException(
      String route, int status, String serverMessage, String explanation, boolean uncertain) {
    super(message(route, status, serverMessage, explanation));
    this.route = route;
    this.status = status;
    this.serverMessage = serverMessage;
    this.uncertain = uncertain;
  }

  PhoenixException(String route, String explanation, @Nullable Throwable cause, boolean uncertain) {
    super(route + ": " + explanation, cause);
    this.route = route;
    this.status = 0;
    this.serverMessage = "";
    this.uncertain = uncertain;
  }

  /** Returns the method and the URL, such as {@code GET http://localhost:6006/v1/projects}. */
  public String route() {
    return route;
  }

  /** Returns the HTTP status, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** Returns the text of the server's answer, cut after 2,000 characters. */
  public String serverMessage() {
    return serverMessage;
  }

  /**
   * Returns whether the server may have carried out the call. This is so if the connection broke
   * after a request was sent.
   */
  public boolean isUncertain() {
    return uncertain;
  }

  private static String message(
      String route, int status, String serverMessage, String explanation) {
    StringBuilder text = new StringBuilder(route).append(" answered ").append(status);
    if (!explanation.isEmpty()) {
      text.append(". ").append(explanation);
    }
    return serverMessage.isEmpty() ? text.toString() : text + ": " + serverMessage;
  }
}
