// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

/** A request that is answered with an error. */
final class HttpError extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;

  HttpError(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
