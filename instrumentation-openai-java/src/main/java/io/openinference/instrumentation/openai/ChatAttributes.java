// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import java.util.ArrayList;
import java.util.List;

/** Maps chat completions. */
final class ChatAttributes implements LlmMapper {

  @Override
  public void recordRequest(LlmSpan span, WireRequest request) {
    WireObject body = request.body();
    span.invocationParameters(request.parametersWithout("messages", "functions", "tools"));
    span.tools(Tools.of(body));
    ChatMessages messages = new ChatMessages(request);
    List<Message> input = new ArrayList<>();
    for (WireObject message : body.objects("messages")) {
      input.add(messages.toMessage(message));
    }
    span.inputMessages(input);
  }

  @Override
  public void recordResponse(LlmSpan span, WireRequest request, WireObject response) {
    span.tokenCount(TokenUsage.of(response.object("usage")));
    ChatMessages messages = new ChatMessages(request);
    SparseList<Message> output = new SparseList<>(ChatMessages.EMPTY);
    for (WireObject choice : response.objects("choices")) {
      output.put(choice, messages.toMessage(choice.object("message")));
    }
    span.outputMessages(output.toList());
    span.finishReason(FinishReasons.ofFirst(response));
  }
}
