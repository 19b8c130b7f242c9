// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.answer.TokenSums;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.stream.LatestFields;
import io.openinference.instrumentation.api.stream.StreamedBlocks;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of models that go on with a text.
 *
 * <p>A response has its texts in a list, or one text in itself. The chunks of a stream have one
 * text each, also where the response has a list.
 *
 * @param listField the list of a response, or an empty name where a response has one text
 */
record TextApi(
    String promptField, String listField, String textField, String finishField, BodyShape shape)
    implements ModelApi {

  static final TextApi TITAN = of("inputText", "results", "outputText", "completionReason");
  static final TextApi LLAMA = of("prompt", "", "generation", "stop_reason");
  static final TextApi MISTRAL = of("prompt", "outputs", "text", "stop_reason");
  static final TextApi COHERE = of("prompt", "generations", "text", "finish_reason");

  private static TextApi of(String prompt, String list, String text, String finish) {
    BodyShape shape =
        BodyShapes.builder()
            .request(prompt, ContentKind.INPUT)
            .request("images", ContentKind.INPUT)
            .response(list.isEmpty() ? text : list, ContentKind.OUTPUT)
            .response(text, ContentKind.OUTPUT)
            .response("prompt", ContentKind.INPUT)
            .details(finish, "id", "usage", "model", "generation_token_count")
            .details("prompt_token_count", "inputTextTokenCount", "totalOutputTextTokenCount")
            .build();
    return new TextApi(prompt, list, text, finish, shape);
  }

  @Override
  public List<Message> messages(WireObject request, JsonRedactor redactor) {
    String prompt = request.string(promptField);
    return prompt == null ? List.of() : List.of(Message.user(prompt));
  }

  @Override
  public Answer answer(WireObject response, JsonRedactor redactor) {
    List<Message> messages = new ArrayList<>();
    String finishReason = null;
    for (WireObject output : outputs(response)) {
      String text = output.string(textField);
      if (text != null) {
        messages.add(Message.of("assistant", text));
      }
      String reason = finishReason(output);
      finishReason = finishReason == null ? reason : finishReason;
    }
    return new Answer(messages, finishReason, tokens(response));
  }

  private @Nullable String finishReason(WireObject output) {
    return output.first(finishField, "finish_reason") instanceof String reason ? reason : null;
  }

  private List<WireObject> outputs(WireObject response) {
    List<WireObject> outputs = response.objects(listField);
    return outputs.isEmpty() ? List.of(response) : outputs;
  }

  private TokenCount tokens(WireObject response) {
    Long input = response.firstNumber("prompt_token_count", "inputTextTokenCount");
    Long output = response.firstNumber("generation_token_count", "totalOutputTextTokenCount");
    for (WireObject one : response.objects(listField)) {
      output = TokenSums.sum(output, one.number("tokenCount"));
    }
    return TokenCounts.of(input, output);
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return new Chunks(budget);
  }

  private final class Chunks implements StreamAccumulator {

    private final StreamedBlocks texts;
    private final LatestFields fields;

    Chunks(ContentBudget budget) {
      this.texts = new StreamedBlocks(budget);
      this.fields = new LatestFields(budget);
    }

    @Override
    public boolean add(Map<String, ?> event) {
      WireObject chunk = WireObject.of(event);
      boolean hasContent = false;
      long position = 0;
      for (WireObject output : outputs(chunk)) {
        Long index = output.number("index");
        WireObject piece = piece(output);
        hasContent |=
            !piece.isEmpty() && texts.add(index == null ? Long.valueOf(position) : index, piece);
        position++;
      }
      fields.putAll(chunk, listField, textField);
      return hasContent;
    }

    private WireObject piece(WireObject output) {
      Map<String, Object> piece = new LinkedHashMap<>();
      String text = output.string(textField);
      String reason = finishReason(output);
      if (text != null) {
        piece.put(textField, text);
      }
      if (reason != null) {
        piece.put(finishField, reason);
      }
      return WireObject.of(piece);
    }

    @Override
    public Map<String, ?> response() {
      Map<String, Object> response = new LinkedHashMap<>();
      if (!listField.isEmpty()) {
        response.put(listField, texts.toList());
      } else if (!texts.isEmpty()) {
        response.put(textField, texts.first().getOrDefault(textField, ""));
      }
      response.putAll(fields.toMap());
      return texts.isEmpty() && fields.isEmpty() ? Map.of() : response;
    }
  }
}
