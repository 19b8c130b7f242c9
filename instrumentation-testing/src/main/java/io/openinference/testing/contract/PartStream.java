// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import java.util.Iterator;

/**
 * An answer whose parts the application pulls.
 *
 * <p>An implementation refers to the library's stream, so that the stream is garbage once this is.
 *
 * @since 0.1.0
 */
public interface PartStream extends AutoCloseable {

  /** Returns the texts of the answer in the order they arrive, without empty ones. */
  Iterator<String> parts();

  /** Closes the library's stream. */
  @Override
  void close();
}
