// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import org.jspecify.annotations.Nullable;

/**
 * Takes the parts of an answer that the library pushes.
 *
 * @since 0.1.0
 */
public interface PartHandler {

  /**
   * Takes the next part.
   *
   * @param text not empty
   * @param cancel stops the stream, as the library lets an application do
   */
  void onPart(String text, Runnable cancel);

  /**
   * Learns that no part follows. A library that was told to stop need not say so.
   *
   * @param failure null if the answer is complete
   */
  void onEnd(@Nullable Throwable failure);
}
