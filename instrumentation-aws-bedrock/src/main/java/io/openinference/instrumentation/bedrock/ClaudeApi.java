// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.anthropic.AnthropicAccumulator;
import io.openinference.instrumentation.api.anthropic.AnthropicMessages;
import io.openinference.instrumentation.api.anthropic.AnthropicUsage;
import io.openinference.instrumentation.api.anthropic.CompletionChunks;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;

/** The bodies of Anthropic's models: the Messages API, and the text completions before it. */
final class ClaudeApi implements ModelApi {

  private static final String COMPLETION = "completion";

  private static final BodyShape SHAPE =
      BodyShapes.withMetrics(AnthropicMessages.shape())
          .request("prompt", ContentKind.INPUT)
          .response(COMPLETION, ContentKind.OUTPUT)
          .details("stop")
          .build();

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public List<Message> messages(WireObject request, JsonRedactor redactor) {
    List<Message> messages = AnthropicMessages.toMessages(request, redactor);
    String prompt = request.string("prompt");
    if (prompt != null) {
      messages.add(Message.user(prompt));
    }
    return messages;
  }

  @Override
  public Answer answer(WireObject response, JsonRedactor redactor) {
    String completion = response.string(COMPLETION);
    Message message =
        completion == null
            ? AnthropicMessages.answer(response, redactor)
            : Message.of("assistant", completion);
    return new Answer(
        message == null ? List.of() : List.of(message),
        response.text("stop_reason"),
        AnthropicUsage.toTokenCount(response.object("usage")));
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return new CompletionChunks(new AnthropicAccumulator(budget));
  }
}
