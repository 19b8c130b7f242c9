// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of a response body as the application reads them. Not safe for use by threads.
 */
interface BodyRecorder {

  /**
   * What is kept of a body, or of one of its events, in bytes: the application may read gigabytes
   * without ever holding them.
   */
  int MAX_BYTES = 16 * 1024 * 1024;

  /** Records nothing. */
  BodyRecorder NONE =
      new BodyRecorder() {
        @Override
        public void accept(byte[] bytes, int offset, int length) {}

        @Override
        public void finish() {}
      };

  /** Returns what records a body of the given mime type. */
  static BodyRecorder of(@Nullable String contentType, TracedCall<?> call) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("text/event-stream")) {
      return new ServerSentEvents(call);
    }
    boolean isJson = type.contains("json");
    if (isJson || type.startsWith("text/")) {
      return new TextBody(call, isJson);
    }
    call.recordBinary(contentType);
    return NONE;
  }

  void accept(byte[] bytes, int offset, int length);

  /** Says that the application reads no more. */
  void finish();
}
