// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.answer.AnswerFailures;
import io.openinference.instrumentation.api.answer.AnswerUsage;
import io.openinference.instrumentation.api.answer.FinishReasons;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.SparseList;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/** Maps chat completions. */
final class ChatAttributes implements LlmMapper {

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
    span.tools(OfferedTools.of(body, exchange.mask()));
    ChatMessages messages = new ChatMessages(exchange, exchange.mask().input());
    List<?> bodies = body.list("messages");
    List<Message> input = new ArrayList<>(bodies.size());
    for (Object message : bodies) {
      input.add(messages.toMessage(WireObject.of(message)));
    }
    span.inputMessages(input);
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    AnswerUsage.record(span, response);
    AnswerFailures.record(span, response);
    ChatMessages messages = new ChatMessages(exchange, exchange.mask().output());
    SparseList<Message> output = new SparseList<>(ChatMessages.EMPTY);
    for (WireObject choice : response.objects("choices")) {
      output.put(choice, messages.answer(choice));
    }
    span.outputMessages(output.toList());
    span.finishReason(FinishReasons.ofFirst(response));
  }
}
