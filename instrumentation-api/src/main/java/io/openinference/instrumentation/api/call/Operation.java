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
 * Describes how one kind of call is recorded: its span, and how request and response become
 * attributes.
 *
 * <p>Bodies are maps equal to the JSON on the wire. Implementations must not trust a body: fields
 * may be missing, null or of an unexpected type.
 *
 * @param <S> the type of the call's span
 * @since 0.1.0
 */
public interface Operation<S extends OpenInferenceSpan<S>> {

  /** Returns the kind of the span. */
  OpenInferenceSpanKind kind();

  /**
   * Returns the builder that starts the spans of all calls to a host. The host is all that the
   * builder knows.
   *
   * @param provider the provider that hosts the models, or null if unknown
   */
  OpenInferenceSpanBuilder<S> spanBuilder(
      OpenInferenceTracer tracer, @Nullable LlmProvider provider);

  /** Records the request; called only if the span is recorded. */
  void recordRequest(S span, WireExchange exchange);

  /**
   * Records the response, or the content that a stream brought until its end.
   *
   * @param exchange the call; its request is empty if it could not be read
   * @param response the response in the format of the non-streaming API
   * @param json the response as JSON text
   */
  void recordResponse(S span, WireExchange exchange, Map<String, ?> response, String json);

  /** Records a response that is text and not JSON. */
  default void recordText(S span, WireExchange exchange, String text) {
    span.output(exchange.mask().unknownText(text));
  }

  /**
   * Records a response that consists of bytes, without reading the bytes.
   *
   * @param contentType the MIME type that the server sent, or null
   */
  default void recordBinary(S span, @Nullable String contentType) {}

  /**
   * Returns an accumulator for the events of one stream, or null if the call never streams.
   *
   * @param budget limits the content kept of the stream
   */
  default @Nullable StreamAccumulator accumulator(ContentBudget budget) {
    return null;
  }
}
