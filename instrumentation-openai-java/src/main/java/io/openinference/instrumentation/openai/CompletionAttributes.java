// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.SparseList;
import io.openinference.instrumentation.api.wire.Texts;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/** Maps completions, OpenAI's API without messages. */
final class CompletionAttributes implements LlmMapper {

  private static final BodyShape SHAPE =
      BodyShapes.builder()
          .request("prompt", ContentKind.PROMPT)
          .parameter("suffix", ContentKind.PROMPT)
          .response("choices", ContentKind.CHOICE)
          .build();

  private static final BodyShape ECHOING_SHAPE =
      BodyShapes.builder()
          .request("prompt", ContentKind.PROMPT)
          .parameter("suffix", ContentKind.PROMPT)
          .response("choices", ContentKind.ECHO)
          .build();

  @Override
  public BodyShape shape(WireExchange exchange) {
    return isEchoed(exchange) ? ECHOING_SHAPE : SHAPE;
  }

  /** Whether the answers begin with the prompt. */
  private static boolean isEchoed(WireExchange exchange) {
    return Boolean.TRUE.equals(exchange.request().get("echo"));
  }

  @Override
  public void recordRequest(LlmSpan span, WireExchange exchange) {
    WireObject body = exchange.request();
    span.prompts(Texts.of(body.get("prompt")));
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    TokenUsage.record(span, response);
    Failures.record(span, response);
    SparseList<String> texts = new SparseList<>("");
    for (WireObject choice : response.objects("choices")) {
      String text = choice.scalar("text");
      texts.put(choice, text == null ? "" : text);
    }
    List<String> choices = withoutTrailingBlanks(texts.toList());
    span.choices(isEchoed(exchange) ? exchange.mask().echoes(choices) : choices);
    span.finishReason(FinishReasons.ofFirst(response));
  }

  private static List<String> withoutTrailingBlanks(List<String> texts) {
    List<String> trimmed = new ArrayList<>(texts);
    while (!trimmed.isEmpty() && trimmed.get(trimmed.size() - 1).isEmpty()) {
      trimmed.remove(trimmed.size() - 1);
    }
    return trimmed;
  }
}
