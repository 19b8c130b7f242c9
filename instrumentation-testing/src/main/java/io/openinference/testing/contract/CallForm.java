// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

/**
 * The way in which an application calls a model.
 *
 * @since 0.1.0
 */
public enum CallForm {
  /** The method returns the answer. */
  SYNC,
  /** The method returns a future that completes with the answer. */
  ASYNC,
  /** The application reads the parts of the answer from a stream and closes the stream. */
  STREAM,
  /** The library pushes the parts of the answer to a handler, on its own thread. */
  ASYNC_STREAM;

  /** Tells whether the answer arrives in parts. */
  public boolean isStream() {
    return this == STREAM || this == ASYNC_STREAM;
  }
}
