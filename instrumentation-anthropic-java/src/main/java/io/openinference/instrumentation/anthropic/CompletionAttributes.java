// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;

/** Maps the API of text completions, which releases before 3 have. */
final class CompletionAttributes implements LlmMapper {

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("prompt", ContentKind.PROMPT)
          .response("completion", ContentKind.CHOICE)
          .response("error", ContentKind.ERROR)
          .parametersInResponse("stop")
          .details("id", "type", "model", "stop_reason", "log_id")
          .build();

  @Override
  public BodyShape shape(WireExchange exchange) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireExchange exchange) {
    String prompt = exchange.request().string("prompt");
    if (prompt != null) {
      span.prompts(List.of(prompt));
    }
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    String completion = response.string("completion");
    if (completion != null) {
      span.choices(List.of(completion));
    }
    span.finishReason(response.text("stop_reason"));
    MessagesAttributes.recordError(span, response.object("error"));
  }
}
