// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.JsonValues;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/** Records what goes into a chat client or an advisor, and what comes out. */
final class RequestValues {

  /** Records the question; the model's span has all messages. */
  static void input(OpenInferenceSpan<?> span, Tracing tracing, ChatClientRequest request) {
    List<Message> messages = request.prompt().getInstructions();
    Message last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
    if (last instanceof UserMessage && Messages.media(last).isEmpty()) {
      span.input(tracing.inputRedactor().redactText(last.getText()));
    } else {
      JsonValues.recordInput(span, Map.of("messages", tracing.input().of(messages)));
    }
  }

  /** Records the answer. */
  static void output(OpenInferenceSpan<?> span, Tracing tracing, ChatClientResponse response) {
    ChatResponse answer = response.chatResponse();
    Generation result = answer == null ? null : answer.getResult();
    AssistantMessage message = result == null ? null : result.getOutput();
    if (message == null) {
      return;
    }
    if (Messages.isText(message) && message.getText() != null) {
      span.output(tracing.outputRedactor().redactText(message.getText()));
    } else {
      JsonValues.recordOutput(span, tracing.output().of(message));
    }
  }

  private RequestValues() {}
}
