// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/** What one API records beyond the values and models that {@link LlmOperation} records for all. */
interface LlmMapper {

  /** Says what the fields of requests and responses hold. */
  BodyShape shape(WireRequest request);

  void recordRequest(LlmSpan span, WireRequest request);

  void recordResponse(LlmSpan span, WireRequest request, WireObject response);

  /** Records a response that is text rather than JSON. */
  default void recordText(LlmSpan span, WireRequest request, String text) {
    span.output(request.mask().unknownText(text));
  }

  /** Records a response that is bytes. */
  default void recordBinary(LlmSpan span, @Nullable String contentType) {}
}
