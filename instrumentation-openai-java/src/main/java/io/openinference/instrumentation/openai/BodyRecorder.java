// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.ContentBudget;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

  /** Returns what records a body of the given mime type. */
  static BodyRecorder of(@Nullable String contentType, TracedCall<?> call) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("text/event-stream")) {
      return new ServerSentEvents(call, ContentBudget.defaultLimit(), call.budget());
    }
    boolean isJson = type.contains("json");
    if (isJson || type.startsWith("text/")) {
      return new TextBody(call, isJson, call.budget());
    }
    call.recordBinary(contentType);
    return NONE;
  }

  void accept(byte[] bytes, int offset, int length);

  /** Says that the application reads no more. */
  void finish();
}
