// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.ChainSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The creation of cached content. No model runs, so that it is no LLM span. */
final class CacheOperation implements Operation<ChainSpan> {

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

  @Override
  public OpenInferenceSpanKind kind() {
    return OpenInferenceSpanKind.CHAIN;
  }

  @Override
  public OpenInferenceSpanBuilder<ChainSpan> spanBuilder(
      OpenInferenceTracer tracer, @Nullable LlmProvider provider) {
    return tracer.chain("Caches.create");
  }

  @Override
  public void recordRequest(ChainSpan span, WireExchange exchange) {
    span.input(exchange.requestJson(SHAPE), MimeType.JSON);
  }

  @Override
  public void recordResponse(
      ChainSpan span, WireExchange exchange, Map<String, ?> response, String json) {
    span.output(exchange.responseJson(SHAPE, response, json), MimeType.JSON);
    Failures.record(span, WireObject.of(response));
  }
}
