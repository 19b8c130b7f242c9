// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

/** How an application makes a call, raw responses included. */
enum CallForm {
  SYNC,
  ASYNC,
  RAW_PARSED,
  RAW_BYTES,
  STREAM,
  ASYNC_STREAM,
  RAW_STREAM_BYTES;

  boolean isStream() {
    return compareTo(STREAM) >= 0;
  }
}
