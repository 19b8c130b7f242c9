// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.PhoenixException;

/** Tells values that a server cannot keep from a server that cannot answer. */
final class Refusals {

  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;
  private static final int INVALID = 422;

  /** Phoenix's answer for values that its database does not take. */
  private static final int FAILED = 500;

  /** Returns whether a value was probably refused for its content, so that no repetition helps. */
  static boolean isOfContent(RuntimeException error) {
    if (error instanceof PhoenixException answer) {
      int status = answer.status();
      return status == BAD_REQUEST || status == TOO_LARGE || status == INVALID || status == FAILED;
    }
    // The value cannot be written as JSON.
    return error instanceof IllegalArgumentException;
  }

  private Refusals() {}
}
