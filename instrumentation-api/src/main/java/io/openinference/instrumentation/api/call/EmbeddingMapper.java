// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.EmbeddingSpan;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;

/**
 * Maps one API's requests and responses to attributes, beyond the values and parameters that {@link
 * EmbeddingOperation} records for all APIs.
 *
 * @since 0.1.0
 */
public interface EmbeddingMapper {

  /** Returns the shape of the API's requests and responses. */
  BodyShape shape();

  /** Returns the embedded texts of a request, in the order of their vectors. */
  List<String> texts(WireObject request);

  /**
   * Returns the vectors of a response, in the order of the texts: lists of numbers, or 32-bit
   * floats in base64. An empty list stands for a vector that did not arrive.
   */
  List<?> vectors(WireObject response);

  /** Records the model and other data of the request. */
  default void recordRequest(EmbeddingSpan span, WireExchange exchange) {}

  /** Records token counts and other data of the response. */
  void recordResponse(EmbeddingSpan span, WireObject response);
}
