// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;

/** Records the prompt of an API that has one in place of messages. */
final class Prompts {

  static void record(LlmSpan span, WireObject request) {
    String prompt = request.string("prompt");
    if (prompt != null) {
      span.inputMessages(List.of(Message.user(prompt)));
    }
  }

  private Prompts() {}
}
