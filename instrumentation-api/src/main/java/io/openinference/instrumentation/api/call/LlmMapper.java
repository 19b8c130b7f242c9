// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/**
 * What one API records beyond the values and models that {@link LlmOperation} records for all.
 *
 * @since 0.1.0
 */
public interface LlmMapper {

  /** Says what the fields of requests and responses hold. */
  BodyShape shape(WireExchange exchange);

  /** Records messages, tools and what else the request brings. */
  void recordRequest(LlmSpan span, WireExchange exchange);

  /** Records messages, token counts and what else the response brings. */
  void recordResponse(LlmSpan span, WireExchange exchange, WireObject response);

  /** Records a response that is text rather than JSON. */
  default void recordText(LlmSpan span, WireExchange exchange, String text) {
    span.output(exchange.mask().unknownText(text));
  }

  /** Records a response that is bytes. */
  default void recordBinary(LlmSpan span, @Nullable String contentType) {}
}
