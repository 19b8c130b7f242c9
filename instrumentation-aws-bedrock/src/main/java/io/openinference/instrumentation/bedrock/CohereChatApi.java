// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.answer.AnswerUsage;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.cohere.CohereMessages;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;

/** The bodies of Cohere's Command R. */
final class CohereChatApi implements ModelApi {

  private static final BodyShape SHAPE =
      BodyShapes.builder()
          .request("message", ContentKind.INPUT)
          .request("chat_history", ContentKind.INPUT)
          .request("preamble", ContentKind.INPUT)
          .request("documents", ContentKind.INPUT)
          .request("tool_results", ContentKind.INPUT)
          .request("tools", ContentKind.TOOLS)
          .response("text", ContentKind.OUTPUT)
          .response("chat_history", ContentKind.INPUT)
          .response("tool_calls", ContentKind.OUTPUT)
          .response("citations", ContentKind.OUTPUT)
          .response("documents", ContentKind.OUTPUT)
          .details("finish_reason", "generation_id", "response_id", "meta", "usage")
          .build();

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public List<Message> messages(WireObject request, JsonRedactor redactor) {
    return CohereMessages.ofRequest(request);
  }

  @Override
  public Answer answer(WireObject response, JsonRedactor redactor) {
    return new Answer(
        CohereMessages.ofResponse(response),
        response.text("finish_reason"),
        AnswerUsage.of(response).tokenCount());
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return CohereMessages.accumulator(budget);
  }
}
