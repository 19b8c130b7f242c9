// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts OTLP messages to {@link ReceivedSpan} objects. */
final class OtlpDecoder {

  static List<ReceivedSpan> spans(ExportTraceServiceRequest request) {
    List<ReceivedSpan> spans = new ArrayList<>();
    for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
      Map<String, Object> resource = attributes(resourceSpans.getResource().getAttributesList());
      for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
        String scopeName = scopeSpans.getScope().getName();
        scopeSpans.getSpansList().forEach(span -> spans.add(span(resource, scopeName, span)));
      }
    }
    return spans;
  }

  private static ReceivedSpan span(Map<String, Object> resource, String scopeName, Span span) {
    return ReceivedSpan.builder()
        .resourceAttributes(resource)
        .scopeName(scopeName)
        .traceId(hex(span.getTraceId()))
        .spanId(hex(span.getSpanId()))
        .parentSpanId(hex(span.getParentSpanId()))
        .name(span.getName())
        .kind(kind(span.getKind()))
        .attributes(attributes(span.getAttributesList()))
        .events(span.getEventsList().stream().map(OtlpDecoder::event).toList())
        .links(span.getLinksList().stream().map(OtlpDecoder::link).toList())
        .status(status(span.getStatus()))
        .statusDescription(span.getStatus().getMessage())
        .startEpochNanos(span.getStartTimeUnixNano())
        .endEpochNanos(span.getEndTimeUnixNano())
        .build();
  }

  private static ReceivedSpan.Event event(Span.Event event) {
    return new ReceivedSpan.Event(
        event.getName(), event.getTimeUnixNano(), attributes(event.getAttributesList()));
  }

  private static ReceivedSpan.Link link(Span.Link link) {
    return new ReceivedSpan.Link(
        hex(link.getTraceId()), hex(link.getSpanId()), attributes(link.getAttributesList()));
  }

  private static SpanKind kind(Span.SpanKind kind) {
    return switch (kind) {
      case SPAN_KIND_SERVER -> SpanKind.SERVER;
      case SPAN_KIND_CLIENT -> SpanKind.CLIENT;
      case SPAN_KIND_PRODUCER -> SpanKind.PRODUCER;
      case SPAN_KIND_CONSUMER -> SpanKind.CONSUMER;
      case SPAN_KIND_INTERNAL, SPAN_KIND_UNSPECIFIED, UNRECOGNIZED -> SpanKind.INTERNAL;
    };
  }

  private static StatusCode status(Status status) {
    return switch (status.getCode()) {
      case STATUS_CODE_OK -> StatusCode.OK;
      case STATUS_CODE_ERROR -> StatusCode.ERROR;
      case STATUS_CODE_UNSET, UNRECOGNIZED -> StatusCode.UNSET;
    };
  }

  private static Map<String, Object> attributes(List<KeyValue> attributes) {
    Map<String, Object> values = new LinkedHashMap<>();
    attributes.forEach(attribute -> values.put(attribute.getKey(), value(attribute.getValue())));
    return Collections.unmodifiableMap(values);
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BYTES_VALUE -> value.getBytesValue().toByteArray();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(OtlpDecoder::value).toList();
      case KVLIST_VALUE -> attributes(value.getKvlistValue().getValuesList());
      default -> "";
    };
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private OtlpDecoder() {}
}
