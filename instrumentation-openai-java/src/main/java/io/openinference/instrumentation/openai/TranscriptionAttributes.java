// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;

/** Maps transcriptions and translations of audio, which is uploaded and so not read. */
final class TranscriptionAttributes implements LlmMapper {

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("file", Content.INPUT)
          .request("prompt", Content.INPUT)
          .details("task", "language", "duration", "type")
          // Text, and in newer releases words, segments and what else comes.
          .otherInResponse(Content.OUTPUT)
          .build();

  @Override
  public BodyShape shape(WireRequest request) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireRequest request) {
    WireObject body = request.body();
    String prompt = body.string("prompt");
    if (prompt != null) {
      span.inputMessages(List.of(Message.user(prompt)));
    }
  }

  @Override
  public void recordResponse(LlmSpan span, WireRequest request, WireObject response) {
    TokenUsage.record(span, response);
    String text = response.string("text");
    if (text != null) {
      span.outputMessages(List.of(Message.assistant(text)));
    }
  }

  @Override
  public void recordText(LlmSpan span, WireRequest request, String text) {
    span.output(request.mask().outputText(text));
    span.outputMessages(List.of(Message.assistant(text)));
  }
}
