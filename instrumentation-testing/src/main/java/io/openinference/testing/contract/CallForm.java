// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

/**
 * How an application calls a model.
 *
 * @since 0.1.0
 */
public enum CallForm {
  /** The method returns the answer. */
  SYNC,
  /** The method returns a future of the answer. */
  ASYNC,
  /** The application pulls the parts of the answer, and closes the stream. */
  STREAM,
  /** The library pushes the parts of the answer to a handler, on a thread of its own. */
  ASYNC_STREAM;

  /** Tells whether the answer comes in parts. */
  public boolean isStream() {
    return this == STREAM || this == ASYNC_STREAM;
  }
}
