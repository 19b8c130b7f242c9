// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.wire.SparseList;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/** Maps chat completions. */
final class ChatAttributes implements LlmMapper {

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("messages", Content.INPUT)
          .request("tools", Content.TOOLS)
          .request("functions", Content.TOOLS)
          .parameter("prediction", Content.INPUT)
          .response("choices", Content.OUTPUT)
          .build();

  @Override
  public BodyShape shape(WireRequest request) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireRequest request) {
    WireObject body = request.body();
    span.tools(Tools.of(body, request.mask()));
    ChatMessages messages = new ChatMessages(request, request.mask().input());
    List<?> bodies = body.list("messages");
    List<Message> input = new ArrayList<>(bodies.size());
    for (Object message : bodies) {
      input.add(messages.toMessage(WireObject.of(message)));
    }
    span.inputMessages(input);
  }

  @Override
  public void recordResponse(LlmSpan span, WireRequest request, WireObject response) {
    TokenUsage.record(span, response);
    ChatMessages messages = new ChatMessages(request, request.mask().output());
    SparseList<Message> output = new SparseList<>(ChatMessages.EMPTY);
    for (WireObject choice : response.objects("choices")) {
      output.put(choice, messages.answer(choice));
    }
    span.outputMessages(output.toList());
    span.finishReason(FinishReasons.ofFirst(response));
  }
}
