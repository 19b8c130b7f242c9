// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import java.util.List;

/** Maps transcriptions and translations of audio, which is uploaded and so not read. */
final class TranscriptionAttributes implements LlmMapper {

  @Override
  public void recordRequest(LlmSpan span, WireRequest request) {
    WireObject body = request.body();
    span.invocationParameters(request.parametersWithout("file", "prompt"));
    String prompt = body.string("prompt");
    if (prompt != null) {
      span.inputMessages(List.of(Message.user(prompt)));
    }
  }

  @Override
  public void recordResponse(LlmSpan span, WireRequest request, WireObject response) {
    span.tokenCount(TokenUsage.of(response.object("usage")));
    String text = response.string("text");
    if (text != null) {
      span.outputMessages(List.of(Message.assistant(text)));
    }
  }

  @Override
  public void recordText(LlmSpan span, String text) {
    span.output(text);
    span.outputMessages(List.of(Message.assistant(text)));
  }
}
