// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;

/** The common part of the spans of an engineer who traces an AI service by hand. */
final class FloorSpan {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Runs the call in the span, and ends it. */
  static <T> T around(Span span, Supplier<T> call) {
    try (Scope ignored = span.makeCurrent()) {
      T result = call.get();
      span.setStatus(StatusCode.OK);
      return result;
    } catch (Throwable failure) {
      span.recordException(failure);
      span.setStatus(StatusCode.ERROR);
      throw failure;
    } finally {
      span.end();
    }
  }

  static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private FloorSpan() {}
}
