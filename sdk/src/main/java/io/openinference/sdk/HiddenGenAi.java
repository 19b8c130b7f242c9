// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.genai.OpenInferenceToGenAi;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.semconv.InputAttributes;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.semconv.OutputAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hides content of converted spans in both forms. If a setting hides any content of a span, all
 * {@code gen_ai} content is removed from the span. The visible content is then written again from
 * the masked OpenInference attributes.
 */
final class HiddenGenAi {

  /** Keys of {@code gen_ai} that no setting hides. */
  private static final Pattern OPEN =
      Pattern.compile(
          "gen_ai\\.(operation\\.name|provider\\.name|system|conversation\\..*|agent\\..*"
              + "|request\\.model|response\\.(id|model|finish_reasons)|usage\\..*"
              + "|tool\\.(name|type|description|call\\.id)|data_source\\.id"
              + "|evaluation\\.(name|score\\..*))");

  /** Keys that repeat content of {@code gen_ai} spans under other names. */
  private static final Pattern OTHER_CONTENT =
      Pattern.compile(
          "(input|output|openinference\\.reranker\\.input_documents)|(traceloop\\.entity|gcp\\.vertex\\.agent|spring\\.ai|llm\\.request"
              + "|ai\\.(prompt|response|toolCall))\\..*");

  private static final Pattern KEPT_BESIDE_OUR_SPAN =
      Pattern.compile("gen_ai\\.(conversation|agent)\\..*");

  /**
   * The kinds whose input and output consist of messages. Settings can hide parts of these
   * messages.
   */
  private static final Set<String> KINDS_OF_MESSAGES =
      Set.of(OpenInferenceSpanKind.LLM.value(), OpenInferenceSpanKind.AGENT.value());

  private static final AttributeKey<String> INPUT_MESSAGES =
      AttributeKey.stringKey("gen_ai.input.messages");
  private static final AttributeKey<String> OUTPUT_MESSAGES =
      AttributeKey.stringKey("gen_ai.output.messages");

  private final OpenInferenceToGenAi toGenAi = OpenInferenceToGenAi.create();
  private final UnaryOperator<Attributes> masking;
  private final boolean hidesNothing;
  private final boolean hidesExceptionDetail;

  HiddenGenAi(TraceConfig config) {
    masking = config.masking();
    hidesNothing = config.hidesNothing();
    hidesExceptionDetail = config.hidesExceptionDetail();
  }

  boolean hidesNothing() {
    return hidesNothing;
  }

  /** Returns the span with the visible part of its converted attributes. */
  SpanData apply(SpanData span, Attributes converted) {
    Attributes masked = masking.apply(converted);
    // A span may hold an image over the limit even if no setting hides content.
    if (hidesNothing && masked.equals(converted)) {
      return new ConvertedSpanData(
          span,
          converted.toBuilder().putAll(span.getAttributes()).build(),
          span.getEvents(),
          span.getStatus());
    }
    return masked(withoutContent(span, withOwnValues(masked)));
  }

  /** Writes input and output again, from the masked messages. */
  private Attributes withOwnValues(Attributes masked) {
    String kind = masked.get(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND);
    if (kind == null || !KINDS_OF_MESSAGES.contains(kind)) {
      return masked;
    }
    AttributesBuilder attributes = masked.toBuilder();
    attributes.remove(InputAttributes.INPUT_VALUE);
    attributes.remove(InputAttributes.INPUT_MIME_TYPE);
    attributes.remove(OutputAttributes.OUTPUT_VALUE);
    attributes.remove(OutputAttributes.OUTPUT_MIME_TYPE);
    Attributes messages = toGenAi.convert(attributes.build());
    put(
        attributes,
        InputAttributes.INPUT_VALUE,
        InputAttributes.INPUT_MIME_TYPE,
        messages.get(INPUT_MESSAGES));
    put(
        attributes,
        OutputAttributes.OUTPUT_VALUE,
        OutputAttributes.OUTPUT_MIME_TYPE,
        messages.get(OUTPUT_MESSAGES));
    return attributes.build();
  }

  private static void put(
      AttributesBuilder attributes,
      AttributeKey<String> key,
      AttributeKey<String> mimeType,
      @Nullable String value) {
    if (value != null) {
      attributes.put(key, value);
      attributes.put(mimeType, MimeType.JSON.value());
    }
  }

  /**
   * Masks all attributes of the span, and writes the {@code gen_ai} attributes from the masked
   * attributes.
   */
  private SpanData masked(SpanData span) {
    Attributes attributes = masking.apply(span.getAttributes());
    List<EventData> events =
        span.getEvents().stream()
            .map(
                event ->
                    EventData.create(
                        event.getEpochNanos(),
                        event.getName(),
                        masking.apply(event.getAttributes())))
            .toList();
    StatusData status = span.getStatus();
    return new ConvertedSpanData(
        span,
        attributes.toBuilder().putAll(toGenAi.convert(attributes)).build(),
        events,
        hidesExceptionDetail ? StatusData.create(status.getStatusCode(), "") : status);
  }

  /** Returns a span without the content of {@code gen_ai}, and with other attributes. */
  static SpanData withoutContent(SpanData span, Attributes others) {
    AttributesBuilder attributes = others.toBuilder();
    span.getAttributes()
        .forEach(
            (key, value) -> {
              if (!isContent(key.getKey())) {
                put(attributes, key, value);
              }
            });
    List<EventData> events = span.getEvents().stream().filter(e -> !isOfGenAi(e)).toList();
    return new ConvertedSpanData(span, attributes.build(), events, span.getStatus());
  }

  @SuppressWarnings("unchecked") // Attributes hold keys with values of their type.
  private static <T> void put(AttributesBuilder attributes, AttributeKey<T> key, Object value) {
    attributes.put(key, (T) value);
  }

  private static boolean isContent(String key) {
    return (key.startsWith("gen_ai.") && !OPEN.matcher(key).matches())
        || OTHER_CONTENT.matcher(key).matches();
  }

  static boolean isOfGenAi(EventData event) {
    return event.getName().startsWith("gen_ai.");
  }

  /** Tells whether a key describes a call that an OpenInference span describes too. */
  static boolean describesCall(String key) {
    return (key.startsWith("gen_ai.") && !KEPT_BESIDE_OUR_SPAN.matcher(key).matches())
        || OTHER_CONTENT.matcher(key).matches();
  }
}
