// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.anthropic.AnthropicMessages;
import io.openinference.instrumentation.api.anthropic.AnthropicUsage;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;

/** Maps the Messages API. */
final class MessagesAttributes implements LlmMapper {

  private static final BodyShape SHAPE =
      AnthropicMessages.shape().details("container", "input_tokens").build();

  private final boolean isAnswer;

  /**
   * @param isAnswer false for a count of tokens, for which nothing is billed
   */
  MessagesAttributes(boolean isAnswer) {
    this.isAnswer = isAnswer;
  }

  @Override
  public BodyShape shape(WireExchange exchange) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireExchange exchange) {
    WireObject request = exchange.request();
    span.tools(OfferedTools.of(request, exchange.mask()));
    span.inputMessages(AnthropicMessages.toMessages(request, exchange.mask().input()));
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    if (isAnswer) {
      recordAnswer(span, exchange, response);
    }
    recordError(span, response.object("error"));
  }

  private static void recordAnswer(LlmSpan span, WireExchange exchange, WireObject response) {
    span.tokenCount(AnthropicUsage.toTokenCount(response.object("usage")));
    Message message = AnthropicMessages.answer(response, exchange.mask().output());
    if (message != null) {
      span.outputMessages(List.of(message));
    }
    span.finishReason(response.text("stop_reason"));
    MessageMetadata.of(exchange, response).recordOn(span);
  }

  /** A stream may fail after it has begun well. Raw bytes of it reach the application as such. */
  static void recordError(LlmSpan span, WireObject error) {
    if (!error.isEmpty()) {
      String type = error.text("type");
      String message = error.text("message");
      span.setStatus(
          StatusCode.ERROR,
          (type == null ? "error" : type) + (message == null ? "" : ": " + message));
    }
  }
}
