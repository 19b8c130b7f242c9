// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;

/** Maps calls that count the tokens of a request. Nothing is billed, so the span has no counts. */
final class TokenCountMapper extends MessagesMapper {

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {}
}
