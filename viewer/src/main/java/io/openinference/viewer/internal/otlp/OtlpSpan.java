// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.otlp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One span as OTLP carries it.
 *
 * <p>Ids are hexadecimal text. Times are nanoseconds since 1970, as they were sent. The value of an
 * attribute is a {@code String}, {@code Boolean}, {@code Long}, {@code Double}, {@code byte[]},
 * {@code List}, {@code Map} or null.
 *
 * @param parentId the id of the parent; empty for a root
 * @param kind the number of OpenTelemetry's span kind
 * @param statusCode 0 for unset, 1 for OK, 2 for an error
 * @since 0.1.0
 */
public record OtlpSpan(
    String traceId,
    String spanId,
    String parentId,
    String traceState,
    int flags,
    String name,
    int kind,
    long startNanos,
    long endNanos,
    Map<String, @Nullable Object> attributes,
    int droppedAttributes,
    List<Event> events,
    int droppedEvents,
    List<Link> links,
    int droppedLinks,
    int statusCode,
    String statusMessage) {

  /** Returns this span with other attributes. */
  public OtlpSpan withAttributes(Map<String, @Nullable Object> others) {
    return new OtlpSpan(
        traceId,
        spanId,
        parentId,
        traceState,
        flags,
        name,
        kind,
        startNanos,
        endNanos,
        others,
        droppedAttributes,
        events,
        droppedEvents,
        links,
        droppedLinks,
        statusCode,
        statusMessage);
  }

  /**
   * An event of a span.
   *
   * @since 0.1.0
   */
  public record Event(
      long timeNanos, String name, Map<String, @Nullable Object> attributes, int dropped) {}

  /**
   * A link of a span to another span.
   *
   * @since 0.1.0
   */
  public record Link(
      String traceId,
      String spanId,
      String traceState,
      Map<String, @Nullable Object> attributes,
      int dropped,
      int flags) {}
}
