// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.Map;

/**
 * A span as it came over OTLP.
 *
 * <p>Attribute values are String, Boolean, Long, Double, {@code byte[]}, List or Map of these.
 *
 * @param resourceAttributes attributes of the resource that the span came with
 * @param scopeName name of the instrumentation scope
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param parentSpanId 16 hexadecimal digits, or empty for a root
 * @param name name of the span
 * @param kind OpenTelemetry's kind, which says nothing about language models
 * @param attributes attributes by name
 * @param events events in the order they were recorded
 * @param links links to other spans
 * @param status status code
 * @param statusDescription description of the status, or empty
 * @param startEpochNanos start in nanoseconds since 1970
 * @param endEpochNanos end in nanoseconds since 1970
 * @since 0.1.0
 */
public record ReceivedSpan(
    Map<String, Object> resourceAttributes,
    String scopeName,
    String traceId,
    String spanId,
    String parentSpanId,
    String name,
    SpanKind kind,
    Map<String, Object> attributes,
    List<Event> events,
    List<Link> links,
    StatusCode status,
    String statusDescription,
    long startEpochNanos,
    long endEpochNanos) {

  /** Returns the OpenInference kind, such as {@code LLM}, or {@code UNKNOWN} if there is none. */
  public String openInferenceKind() {
    Object kind = attributes.get(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND.getKey());
    return kind instanceof String value ? value : TraceTree.UNKNOWN_KIND;
  }

  /**
   * An event of a span.
   *
   * @param name name of the event
   * @param epochNanos time in nanoseconds since 1970
   * @param attributes attributes by name
   * @since 0.1.0
   */
  public record Event(String name, long epochNanos, Map<String, Object> attributes) {}

  /**
   * A link to another span.
   *
   * @param traceId 32 hexadecimal digits
   * @param spanId 16 hexadecimal digits
   * @param attributes attributes by name
   * @since 0.1.0
   */
  public record Link(String traceId, String spanId, Map<String, Object> attributes) {}
}
