// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of call records: its span, and how request and response become attributes.
 *
 * <p>Bodies come as maps equal to the JSON on the wire. Nothing in them can be trusted: fields may
 * be missing, null or of another type than the API says.
 *
 * @param <S> the span of the call
 * @since 0.1.0
 */
public interface Operation<S extends OpenInferenceSpan<S>> {

  /** Returns the kind of the span. */
  OpenInferenceSpanKind kind();

  /**
   * Returns what starts the spans of all calls to a host, which is all they know by then.
   *
   * @param provider who hosts the models, or null where that is not known
   */
  OpenInferenceSpanBuilder<S> spanBuilder(
      OpenInferenceTracer tracer, @Nullable LlmProvider provider);

  /** Records the request; called only for a span that is recording. */
  void recordRequest(S span, WireExchange exchange);

  /**
   * Records the response, or what a stream brought until it ended.
   *
   * @param exchange the call, whose request is empty where it could not be read
   * @param response the response in the shape of the non-streaming API
   * @param json the same as JSON text
   */
  void recordResponse(S span, WireExchange exchange, Map<String, ?> response, String json);

  /** Records a response that is text rather than JSON. */
  default void recordText(S span, WireExchange exchange, String text) {
    span.output(exchange.mask().unknownText(text));
  }

  /**
   * Records a response that is bytes, which are left to the application.
   *
   * @param contentType the mime type that the server gave, if any
   */
  default void recordBinary(S span, @Nullable String contentType) {}

  /**
   * Returns what puts the events of one stream together, or null if the call never streams.
   *
   * @param budget bounds what is kept of the stream
   */
  default @Nullable StreamAccumulator accumulator(ContentBudget budget) {
    return null;
  }
}
