// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.answer.MessageParts;
import io.openinference.instrumentation.api.answer.TokenSums;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.ImageFields;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.stream.StreamedTexts;
import io.openinference.instrumentation.api.wire.ImageFormats;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The bodies of models that go on with a text. The response tells the family, because the id and
 * the request of an imported model may say nothing.
 *
 * <p>A response has its texts in a list, one text in itself, or the choices of OpenAI's API.
 */
final class TextApi implements ModelApi {

  private static final BodyShape SHAPE = shape(ChatApi.shapeBuilder());

  private final ChatApi chat = new ChatApi();

  private static BodyShape shape(BodyShape.Builder shape) {
    List.of("prompt", "inputText", "images")
        .forEach(field -> shape.request(field, ContentKind.INPUT));
    List.of("results", "outputs", "generations", "outputText", "generation", "text")
        .forEach(field -> shape.response(field, ContentKind.OUTPUT));
    return shape
        .response("prompt", ContentKind.INPUT)
        .details("completionReason", "stop_reason", "finish_reason")
        .details("prompt_token_count", "inputTextTokenCount", "totalOutputTextTokenCount")
        .details("generation_token_count")
        .build();
  }

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public List<Message> messages(WireObject request, JsonRedactor redactor) {
    String prompt = request.firstString("prompt", "inputText");
    if (prompt == null) {
      return List.of();
    }
    MessageParts parts = new MessageParts();
    parts.addText(prompt);
    for (Object image : request.list("images")) {
      if (image instanceof String text && ImageFields.isText(text, redactor)) {
        parts.addText(text);
      } else if (image instanceof String base64) {
        parts.add(MessageContent.image(ImageFormats.dataUri("", base64)));
      }
    }
    return List.of(parts.toMessage(Message.builder("user")));
  }

  @Override
  public Answer answer(WireObject response, JsonRedactor redactor) {
    if (ChatApi.isChat(response)) {
      return chat.answer(response, redactor);
    }
    List<Message> messages = new ArrayList<>();
    String finishReason = null;
    Long tokens = response.firstNumber("generation_token_count", "totalOutputTextTokenCount");
    for (WireObject output : StreamedTexts.outputs(response)) {
      String text = StreamedTexts.text(output);
      if (text != null) {
        messages.add(Message.of("assistant", text));
      }
      finishReason = finishReason == null ? StreamedTexts.finishReason(output) : finishReason;
      tokens = TokenSums.sum(tokens, output.number("tokenCount"));
    }
    Long prompt = response.firstNumber("prompt_token_count", "inputTextTokenCount");
    return new Answer(messages, finishReason, TokenCounts.of(prompt, tokens));
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return new StreamedTexts(budget);
  }
}
