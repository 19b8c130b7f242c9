// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/**
 * Maps one API's requests and responses to attributes, beyond the values and models that {@link
 * LlmOperation} records for all APIs.
 *
 * @since 0.1.0
 */
public interface LlmMapper {

  /** Returns the shape of the API's requests and responses. */
  BodyShape shape(WireExchange exchange);

  /** Records messages, tools and other data of the request. */
  void recordRequest(LlmSpan span, WireExchange exchange);

  /** Records messages, token counts and other data of the response. */
  void recordResponse(LlmSpan span, WireExchange exchange, WireObject response);

  /** Records a response that is text and not JSON. */
  default void recordText(LlmSpan span, WireExchange exchange, String text) {
    span.output(exchange.mask().unknownText(text));
  }

  /** Records a response that consists of bytes. */
  default void recordBinary(LlmSpan span, @Nullable String contentType) {}
}
