// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.output.Response;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;
import java.util.List;

/** Traces {@code LanguageModel}, which completes a prompt. */
final class LanguageModelInterceptor extends PromptModelInterceptor {

  @Override
  protected void recordPrompt(LlmSpan span, Tracing tracing, InterceptedCall call) {
    List<String> prompts = ArgumentTexts.of(call.argument(0));
    span.prompts(prompts);
    if (prompts.size() == 1) {
      span.input(tracing.mask().prompt(prompts.get(0)));
    }
  }

  @Override
  protected void recordResult(LlmSpan span, Tracing tracing, InterceptedCall call, Object result) {
    if (result instanceof Response<?> response && response.content() instanceof String text) {
      span.choices(List.of(text)).output(tracing.mask().choice(text));
      span.tokenCount(TokenCounts.map(response.tokenUsage()));
      span.finishReason(Dialect.of(call.delegate()).finishReason(response.finishReason()));
    }
  }
}
