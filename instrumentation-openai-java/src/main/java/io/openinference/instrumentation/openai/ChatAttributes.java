// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.answer.AnswerFailures;
import io.openinference.instrumentation.api.answer.AnswerUsage;
import io.openinference.instrumentation.api.answer.FinishReasons;
import io.openinference.instrumentation.api.answer.ThoughtfulMessages;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.chat.ChatMessages;
import io.openinference.instrumentation.api.chat.ChatTools;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;

/** Maps chat completions. */
final class ChatAttributes implements LlmMapper {

  private static final String MODEL = "model";

  private static final BodyShape SHAPE =
      BodyShapes.builder()
          .request("messages", ContentKind.INPUT)
          .request("tools", ContentKind.TOOLS)
          .request("functions", ContentKind.TOOLS)
          .parameter("prediction", ContentKind.INPUT)
          .response("choices", ContentKind.OUTPUT)
          .build();

  @Override
  public BodyShape shape(WireExchange exchange) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireExchange exchange) {
    WireObject body = exchange.request();
    span.tools(ChatTools.of(body.list("tools"), exchange.mask()));
    span.inputMessages(
        ThoughtfulMessages.of(
            ChatMessages.ofRequest(body, exchange.mask().input()), null, body.text(MODEL)));
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    AnswerUsage.record(span, response);
    AnswerFailures.record(span, response);
    span.outputMessages(
        ThoughtfulMessages.of(
            ChatMessages.ofResponse(exchange.request(), response, exchange.mask().output()),
            response.text(MODEL),
            exchange.request().text(MODEL)));
    span.finishReason(FinishReasons.ofFirst(response));
  }
}
