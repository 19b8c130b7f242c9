// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;

/** Maps transcriptions and translations of audio; the uploaded audio is not read. */
final class TranscriptionAttributes implements LlmMapper {

  private static final BodyShape SHAPE =
      BodyShapes.builder()
          .request("file", ContentKind.INPUT)
          .request("prompt", ContentKind.INPUT)
          .details("task", "language", "duration", "type")
          // Text, and in newer releases words, segments and what else comes.
          .otherInResponse(ContentKind.OUTPUT)
          .build();

  @Override
  public BodyShape shape(WireExchange exchange) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireExchange exchange) {
    WireObject body = exchange.request();
    String prompt = body.string("prompt");
    if (prompt != null) {
      span.inputMessages(List.of(Message.user(prompt)));
    }
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    TokenUsage.record(span, response);
    Failures.record(span, response);
    String text = response.string("text");
    if (text != null) {
      span.outputMessages(List.of(Message.assistant(text)));
    }
  }

  @Override
  public void recordText(LlmSpan span, WireExchange exchange, String text) {
    span.output(exchange.mask().outputText(text));
    span.outputMessages(List.of(Message.assistant(text)));
  }
}
