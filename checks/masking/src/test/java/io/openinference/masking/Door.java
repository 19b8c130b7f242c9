// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

/** The ways to make a call through openai-java. */
enum Door {
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
