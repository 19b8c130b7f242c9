// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of models that go on with a text.
 *
 * <p>A response has its texts in a list, or one text in itself. The chunks of a stream have one
 * text each, also where the response has a list.
 */
final class TextApi implements ModelApi {

  static final TextApi TITAN =
      new TextApi("inputText", "results", "outputText", "completionReason", "inputTextTokenCount");
  static final TextApi LLAMA =
      new TextApi("prompt", "", "generation", "stop_reason", "prompt_token_count");
  static final TextApi MISTRAL = new TextApi("prompt", "outputs", "text", "stop_reason", "");
  static final TextApi COHERE = new TextApi("prompt", "generations", "text", "finish_reason", "");
  static final TextApi CHOICES = new TextApi("prompt", "choices", "text", "stop_reason", "");

  private final String promptField;
  private final String listField;
  private final String textField;
  private final String finishField;
  private final String inputCount;
  private final BodyShape shape;

  private TextApi(
      String promptField,
      String listField,
      String textField,
      String finishField,
      String inputCount) {
    this.promptField = promptField;
    this.listField = listField;
    this.textField = textField;
    this.finishField = finishField;
    this.inputCount = inputCount;
    this.shape =
        KnownParameters.shape()
            .request(promptField, ContentKind.INPUT)
            .request("images", ContentKind.INPUT)
            .response(listField.isEmpty() ? textField : listField, ContentKind.OUTPUT)
            .response(textField, ContentKind.OUTPUT)
            .response("prompt", ContentKind.INPUT)
            .details(finishField, "id", "usage", "model", "generation_token_count")
            .details("prompt_token_count", "inputTextTokenCount", "totalOutputTextTokenCount")
            .details("amazon-bedrock-invocationMetrics")
            .build();
  }

  @Override
  public BodyShape shape() {
    return shape;
  }

  @Override
  public List<?> messages(WireObject request) {
    String prompt = request.string(promptField);
    return prompt == null ? List.of() : List.of(Texts.message("user", prompt));
  }

  @Override
  public Answer answer(WireObject response) {
    List<Object> messages = new ArrayList<>();
    String finishReason = null;
    for (WireObject output : outputs(response)) {
      String text = output.string(textField);
      if (text != null) {
        messages.add(Texts.message("assistant", text));
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
    Long output = response.number("generation_token_count");
    if (output == null) {
      output = response.number("totalOutputTextTokenCount");
    }
    for (WireObject one : response.objects(listField)) {
      output = Texts.sum(output, one.number("tokenCount"));
    }
    WireObject usage = response.object("usage");
    return usage.isEmpty()
        ? TokenCounts.of(response.number(inputCount), output)
        : TokenCounts.ofChat(usage);
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return new Chunks(budget);
  }

  private final class Chunks implements StreamAccumulator {

    private final ContentBudget budget;
    private final TreeMap<Long, StringBuilder> texts = new TreeMap<>();
    private final Map<Long, String> reasons = new LinkedHashMap<>();
    private final Map<String, Object> fields = new LinkedHashMap<>();

    Chunks(ContentBudget budget) {
      this.budget = budget;
    }

    @Override
    public boolean add(Map<String, ?> event) {
      WireObject chunk = WireObject.of(event);
      boolean hasContent = false;
      long position = 0;
      for (WireObject output : outputs(chunk)) {
        Long index = output.number("index");
        hasContent |= add(index == null ? position : index, output);
        position++;
      }
      for (Map.Entry<?, ?> field :
          WireObject.of(chunk.without(listField, textField)).fields().entrySet()) {
        Object value = field.getValue();
        if (value != null && budget.takeSmall(ENTRY + JsonSize.of(value))) {
          fields.put(String.valueOf(field.getKey()), value);
        }
      }
      return hasContent;
    }

    private boolean add(long index, WireObject output) {
      String reason = finishReason(output);
      if (reason != null && (reasons.containsKey(index) || budget.takeSmall(ENTRY))) {
        reasons.put(index, reason);
      }
      String text = output.string(textField);
      if (text == null || (!texts.containsKey(index) && !budget.takeWhole(ENTRY))) {
        return false;
      }
      budget.append(text, texts.computeIfAbsent(index, key -> new StringBuilder()));
      return !text.isEmpty();
    }

    @Override
    public Map<String, ?> response() {
      Map<String, Object> response = new LinkedHashMap<>();
      List<Object> outputs = new ArrayList<>();
      texts.forEach(
          (index, text) -> {
            Map<String, Object> output = new LinkedHashMap<>();
            output.put(textField, text.toString());
            String reason = reasons.get(index);
            if (reason != null) {
              output.put(finishField, reason);
            }
            outputs.add(output);
          });
      if (!listField.isEmpty()) {
        response.put(listField, outputs);
      } else if (!texts.isEmpty()) {
        response.put(textField, texts.firstEntry().getValue().toString());
      }
      response.putAll(fields);
      return texts.isEmpty() && fields.isEmpty() ? Map.of() : response;
    }
  }
}
