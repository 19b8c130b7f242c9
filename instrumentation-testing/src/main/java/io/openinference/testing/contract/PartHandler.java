// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import org.jspecify.annotations.Nullable;

/**
 * Receives the parts of an answer that the library pushes.
 *
 * @since 0.1.0
 */
public interface PartHandler {

  /**
   * Receives the next part.
   *
   * @param text the text of the part, not empty
   * @param cancel stops the stream with the library's own means
   */
  void onPart(String text, Runnable cancel);

  /**
   * Called when no further part follows. A library that was told to stop may omit this call.
   *
   * @param failure the failure, or null if the answer is complete
   */
  void onEnd(@Nullable Throwable failure);
}
