// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

/**
 * Takes the bytes of a response body as the application reads them. Not safe for use by threads.
 *
 * <p>A recorder keeps no more than the budget of its call allows: the application may read
 * gigabytes without ever holding them.
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

  /** Says that the application reads no more. */
  void finish();
}
