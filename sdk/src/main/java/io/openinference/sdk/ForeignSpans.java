// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.genai.GenAiEvent;
import io.openinference.genai.GenAiToOpenInference;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Converts {@code gen_ai} spans of other tracers to OpenInference. */
final class ForeignSpans {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");

  private final GenAiToOpenInference toOpenInference = GenAiToOpenInference.create();
  private final HiddenGenAi hidden;

  ForeignSpans(TraceConfig config) {
    hidden = new HiddenGenAi(config);
    CoveredCalls.activate();
  }

  /** Returns OpenInference spans and spans of other kinds as they are. */
  SpanData convert(SpanData original) {
    SpanData span = original;
    try {
      List<GenAiEvent> events = events(span);
      events.addAll(EmittedMessages.of(span));
      span = EmittedMessages.unfolded(span);
      if (!toOpenInference.applies(span.getAttributes(), events)) {
        return EmittedMessages.takenOff(original);
      }
      Attributes converted =
          toOpenInference.convert(
              span.getAttributes(), events, span.getInstrumentationScopeInfo().getName());
      return CoveredCalls.isCovered(span, kind(converted))
          ? withoutCall(span)
          : hidden.apply(span, converted);
    } catch (Throwable fault) {
      GUARD.handle("conversion to OpenInference", fault);
      // The attributes may still hold content that a setting hides.
      return hidden.hidesNothing()
          ? EmittedMessages.takenOff(original)
          : HiddenGenAi.withoutContent(span, Attributes.empty());
    }
  }

  private static List<GenAiEvent> events(SpanData span) {
    return span.getEvents().stream()
        .map(event -> new GenAiEvent(event.getName(), event.getAttributes()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static OpenInferenceSpanKind kind(Attributes converted) {
    String kind = converted.get(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND);
    OpenInferenceSpanKind known = kind == null ? null : OpenInferenceSpanKind.fromValue(kind);
    return known == null ? OpenInferenceSpanKind.CHAIN : known;
  }

  /**
   * Returns the span without what describes the call, because the span of our instrumentation has
   * it. Backends add up the tokens of both otherwise.
   */
  private static SpanData withoutCall(SpanData span) {
    AttributesBuilder attributes = Attributes.builder();
    attributes.put(
        OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND, OpenInferenceSpanKind.CHAIN.value());
    attributes.putAll(span.getAttributes());
    attributes.removeIf(key -> HiddenGenAi.describesCall(key.getKey()));
    List<EventData> events =
        span.getEvents().stream().filter(event -> !HiddenGenAi.isOfGenAi(event)).toList();
    StatusData status = span.getStatus();
    return new ConvertedSpanData(span, attributes.build(), events, status);
  }
}
