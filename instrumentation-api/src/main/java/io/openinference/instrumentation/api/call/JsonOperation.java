// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.Map;
import java.util.function.Function;

/**
 * An operation that records the JSON of request and response as input and output. A subclass
 * records what its API has beyond that.
 *
 * @param <S> the type of the call's span
 * @since 0.1.0
 */
public abstract class JsonOperation<S extends OpenInferenceSpan<S>> extends SpanOperation<S> {

  private final BodyShape shape;

  /**
   * Creates an operation.
   *
   * @param kind the kind of the spans
   * @param shape says what the fields of requests and responses hold
   * @param spans returns the builder of the spans
   */
  protected JsonOperation(
      OpenInferenceSpanKind kind,
      BodyShape shape,
      Function<OpenInferenceTracer, OpenInferenceSpanBuilder<S>> spans) {
    super(kind, spans);
    this.shape = shape;
  }

  @Override
  public void recordRequest(S span, WireExchange exchange) {
    span.input(exchange.requestJson(shape), MimeType.JSON);
  }

  @Override
  public void recordResponse(S span, WireExchange exchange, Map<String, ?> response, String json) {
    span.output(exchange.responseJson(shape, response, json), MimeType.JSON);
  }
}
