// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.wire.SparseList;
import io.openinference.instrumentation.api.wire.Texts;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/** Maps completions, the API before there were messages. */
final class CompletionAttributes implements LlmMapper {

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("prompt", Content.PROMPT)
          .parameter("suffix", Content.PROMPT)
          .response("choices", Content.CHOICE)
          .build();

  private static final BodyShape ECHOING_SHAPE =
      BodyShape.builder()
          .request("prompt", Content.PROMPT)
          .parameter("suffix", Content.PROMPT)
          .response("choices", Content.ECHO)
          .build();

  @Override
  public BodyShape shape(WireRequest request) {
    return isEchoed(request) ? ECHOING_SHAPE : SHAPE;
  }

  /** Whether the answers begin with the prompt. */
  private static boolean isEchoed(WireRequest request) {
    return Boolean.TRUE.equals(request.body().get("echo"));
  }

  @Override
  public void recordRequest(LlmSpan span, WireRequest request) {
    WireObject body = request.body();
    span.prompts(Texts.of(body.get("prompt")));
  }

  @Override
  public void recordResponse(LlmSpan span, WireRequest request, WireObject response) {
    TokenUsage.record(span, response);
    SparseList<String> texts = new SparseList<>("");
    for (WireObject choice : response.objects("choices")) {
      String text = choice.scalar("text");
      texts.put(choice, text == null ? "" : text);
    }
    List<String> choices = withoutTrailingBlanks(texts.toList());
    span.choices(isEchoed(request) ? request.mask().echoes(choices) : choices);
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
