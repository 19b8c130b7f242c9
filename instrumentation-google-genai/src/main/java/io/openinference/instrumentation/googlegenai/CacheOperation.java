// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.ChainSpan;
import io.openinference.instrumentation.api.call.JsonOperation;
import io.openinference.instrumentation.api.gemini.GeminiFailures;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.Map;

/** The creation of cached content. No model runs, so that it is no LLM span. */
final class CacheOperation extends JsonOperation<ChainSpan> {

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("contents", ContentKind.INPUT)
          .request("systemInstruction", ContentKind.INPUT)
          .request("tools", ContentKind.TOOLS)
          .request("displayName", ContentKind.INPUT)
          .response("displayName", ContentKind.INPUT)
          .response("error", ContentKind.ERROR)
          .details("name", "model", "createTime", "updateTime", "expireTime", "usageMetadata")
          .build();

  CacheOperation() {
    super(OpenInferenceSpanKind.CHAIN, SHAPE, tracer -> tracer.chain("Caches.create"));
  }

  @Override
  public void recordResponse(
      ChainSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    super.recordResponse(span, exchange, response, json);
    GeminiFailures.record(span, WireObject.of(response));
  }
}
