// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import java.util.Iterator;

/**
 * An answer whose parts the application reads one by one.
 *
 * <p>An implementation must refer to the library's stream, so that both become garbage together.
 *
 * @since 0.1.0
 */
public interface PartStream extends AutoCloseable {

  /** Returns the texts of the answer in the order of arrival, without empty texts. */
  Iterator<String> parts();

  /** Closes the library's stream. */
  @Override
  void close();
}
