// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Converts spans of the SDK to a message of OTLP. */
final class OtlpEncoder {

  /** Returns a request that holds the spans with a resource. */
  static ExportTraceServiceRequest request(List<SpanData> spans, Attributes resource) {
    ResourceSpans.Builder all =
        ResourceSpans.newBuilder()
            .setResource(Resource.newBuilder().addAllAttributes(attributes(resource)));
    // A scope for each span keeps the spans in their order.
    spans.forEach(span -> all.addScopeSpans(scope(span).addSpans(span(span))));
    return ExportTraceServiceRequest.newBuilder().addResourceSpans(all).build();
  }

  private static ScopeSpans.Builder scope(SpanData span) {
    return ScopeSpans.newBuilder()
        .setScope(
            InstrumentationScope.newBuilder()
                .setName(span.getInstrumentationScopeInfo().getName()));
  }

  private static Span span(SpanData span) {
    Span.Builder builder =
        Span.newBuilder()
            .setTraceId(bytes(span.getTraceId()))
            .setSpanId(bytes(span.getSpanId()))
            .setName(span.getName())
            .setKind(Span.SpanKind.valueOf("SPAN_KIND_" + span.getKind()))
            .setStartTimeUnixNano(span.getStartEpochNanos())
            .setEndTimeUnixNano(span.getEndEpochNanos())
            .addAllAttributes(attributes(span.getAttributes()))
            .setDroppedAttributesCount(span.getTotalAttributeCount() - span.getAttributes().size())
            .setStatus(
                Status.newBuilder()
                    .setCode(
                        Status.StatusCode.valueOf(
                            "STATUS_CODE_" + span.getStatus().getStatusCode()))
                    .setMessage(span.getStatus().getDescription()));
    if (span.getParentSpanContext().isValid()) {
      builder.setParentSpanId(bytes(span.getParentSpanId()));
    }
    span.getEvents().forEach(event -> builder.addEvents(event(event)));
    span.getLinks().forEach(link -> builder.addLinks(link(link)));
    return builder.build();
  }

  private static Span.Event event(EventData event) {
    return Span.Event.newBuilder()
        .setName(event.getName())
        .setTimeUnixNano(event.getEpochNanos())
        .addAllAttributes(attributes(event.getAttributes()))
        .build();
  }

  private static Span.Link link(LinkData link) {
    return Span.Link.newBuilder()
        .setTraceId(bytes(link.getSpanContext().getTraceId()))
        .setSpanId(bytes(link.getSpanContext().getSpanId()))
        .addAllAttributes(attributes(link.getAttributes()))
        .build();
  }

  private static List<KeyValue> attributes(Attributes attributes) {
    List<KeyValue> values = new ArrayList<>(attributes.size());
    attributes.forEach(
        (AttributeKey<?> key, Object value) ->
            values.add(KeyValue.newBuilder().setKey(key.getKey()).setValue(value(value)).build()));
    return values;
  }

  private static AnyValue value(Object value) {
    AnyValue.Builder builder = AnyValue.newBuilder();
    if (value instanceof Boolean flag) {
      builder.setBoolValue(flag);
    } else if (value instanceof Long number) {
      builder.setIntValue(number);
    } else if (value instanceof Double number) {
      builder.setDoubleValue(number);
    } else if (value instanceof List<?> list) {
      ArrayValue.Builder array = ArrayValue.newBuilder();
      list.forEach(each -> array.addValues(value(each)));
      builder.setArrayValue(array);
    } else {
      builder.setStringValue(value.toString());
    }
    return builder.build();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  private OtlpEncoder() {}
}
