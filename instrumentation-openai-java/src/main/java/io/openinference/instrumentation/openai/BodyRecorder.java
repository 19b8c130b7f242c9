// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes the bytes of a response body as the application reads them; never throws. */
interface BodyRecorder {

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
    if (type.startsWith("text/") || type.contains("json")) {
      return new TextBody(call);
    }
    call.recordBinary(contentType);
    return NONE;
  }

  void accept(byte[] bytes, int offset, int length);

  /** Says that the application reads no more; later calls do nothing. */
  void finish();
}
