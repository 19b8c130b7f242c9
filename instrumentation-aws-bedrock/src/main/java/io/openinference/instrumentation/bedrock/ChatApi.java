// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.answer.AnswerUsage;
import io.openinference.instrumentation.api.answer.FinishReasons;
import io.openinference.instrumentation.api.answer.TokenDetails;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.chat.ChatMessages;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.stream.StreamedChat;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;

/**
 * The bodies of models that speak OpenAI's chat API: gpt-oss, Qwen, DeepSeek, Jamba, Mistral's
 * newer models and others.
 */
final class ChatApi implements ModelApi {

  private static final String CHOICES = "choices";
  private static final BodyShape SHAPE =
      shapeBuilder().request("messages", ContentKind.INPUT).build();

  /** Returns a builder with the fields of responses, and with the tools of requests. */
  static BodyShape.Builder shapeBuilder() {
    return BodyShapes.builder()
        .request("tools", ContentKind.TOOLS)
        .response(CHOICES, ContentKind.OUTPUT)
        .response("error", ContentKind.ERROR)
        .details("id", "object", "created", "model", "usage", "service_tier", "meta");
  }

  /** Tells whether a response or a chunk is of this form. */
  static boolean isChat(WireObject response) {
    return response.get(CHOICES) != null;
  }

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public List<Message> messages(WireObject request, JsonRedactor redactor) {
    return ChatMessages.ofRequest(request, redactor);
  }

  @Override
  public Answer answer(WireObject response, JsonRedactor redactor) {
    return new Answer(
        ChatMessages.ofResponse(WireObject.of(null), response, redactor),
        FinishReasons.ofFirst(response),
        TokenDetails.included(AnswerUsage.of(response).tokenCount()));
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return new StreamedChat(budget);
  }
}
