// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

/**
 * Receives the bytes of a response body as the application reads them. Not thread-safe.
 *
 * <p>A recorder keeps no more than the budget of its call allows, because the application may read
 * gigabytes without holding them in memory.
 */
interface BodyRecorder {

  /** Records nothing. */
  BodyRecorder NONE =
      new BodyRecorder() {
        @Override
        public void accept(byte[] bytes, int offset, int length) {}

        @Override
        public void finish() {}
      };

  void accept(byte[] bytes, int offset, int length);

  /** Called when the application reads no more. */
  void finish();
}
