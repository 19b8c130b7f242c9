// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps the conversion of text to speech, without reading the audio. */
final class SpeechAttributes implements LlmMapper {

  private static final BodyShape SHAPE =
      BodyShapes.builder()
          .request("input", ContentKind.INPUT)
          .request("instructions", ContentKind.INPUT)
          .build();

  @Override
  public BodyShape shape(WireExchange exchange) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireExchange exchange) {
    WireObject body = exchange.request();
    List<Message> messages = new ArrayList<>();
    String instructions = body.string("instructions");
    if (instructions != null) {
      messages.add(Message.system(instructions));
    }
    String input = body.string("input");
    if (input != null) {
      messages.add(Message.user(input));
    }
    span.inputMessages(messages);
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    TokenUsage.record(span, response);
    Failures.record(span, response);
  }

  @Override
  public void recordBinary(LlmSpan span, @Nullable String contentType) {
    span.outputMessages(
        List.of(
            Message.builder("assistant")
                .contents(List.of(MessageContent.audio(null, contentType, null)))
                .build()));
  }
}
