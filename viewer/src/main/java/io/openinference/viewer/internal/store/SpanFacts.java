// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.semconv.EmbeddingAttributes;
import io.openinference.semconv.InputAttributes;
import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.semconv.OutputAttributes;
import io.openinference.semconv.RerankerAttributes;
import io.openinference.semconv.SessionAttributes;
import io.openinference.semconv.UserAttributes;
import io.openinference.viewer.internal.otlp.OtlpBatch;
import io.openinference.viewer.internal.otlp.OtlpSpan;
import io.openinference.viewer.internal.otlp.OtlpValues;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Derives from a span what lists, filters and charts need.
 *
 * @since 0.1.0
 */
public final class SpanFacts {

  /** The name of the kind of spans that have none. */
  public static final String UNKNOWN = "UNKNOWN";

  private static final String DEFAULT_PROJECT = "default";
  private static final double MAX_COST = 1e9;

  /**
   * Returns the row of a span.
   *
   * @param project the project that the request names; null takes the one of the resource
   * @param prices what to count for a span that has tokens and no cost
   */
  public static SpanRow of(
      OtlpBatch.Item item, @Nullable String project, long receivedMillis, Prices prices) {
    OtlpSpan span = GenAiSpans.shown(item.span(), item.resource().scopeName());
    Map<String, @Nullable Object> attributes = span.attributes();
    long start =
        Oddities.hasStart(span.startNanos(), receivedMillis)
            ? span.startNanos()
            : TimeUnit.MILLISECONDS.toNanos(receivedMillis);
    String kind = kind(attributes);
    SpanText text = SpanText.of(span, kind);
    String model = model(attributes);
    Long prompt = tokens(attributes, LlmAttributes.LLM_TOKEN_COUNT_PROMPT);
    Long completion = tokens(attributes, LlmAttributes.LLM_TOKEN_COUNT_COMPLETION);
    Double cost = cost(attributes);
    Double estimate =
        cost == null && kind.equals("LLM")
            ? prices.cost(model, prompt, completion, attributes)
            : null;
    return new SpanRow(
        project(item, project),
        item.resource(),
        span.traceId(),
        span.spanId(),
        span.parentId(),
        Payloads.digest(item.payload()),
        span.name(),
        kind,
        span.statusCode(),
        start,
        Oddities.latency(span, receivedMillis),
        model,
        prompt,
        completion,
        totalTokens(attributes),
        cost == null ? estimate : cost,
        first(attributes, SessionAttributes.SESSION_ID),
        first(attributes, UserAttributes.USER_ID),
        text.inputPreview(),
        text.outputPreview(),
        text.indexed(),
        Oddities.of(span, receivedMillis) | (estimate == null ? 0 : Oddities.PRICED),
        receivedMillis,
        Payloads.pack(item.payload()),
        // The bits of what was received do not know the attributes that were added.
        attributes.size() == item.span().attributes().size()
            ? TextGrams.of(item.payload())
            : TextGrams.anything(),
        CarriedAnnotations.of(span, receivedMillis));
  }

  private static @Nullable String model(Map<String, @Nullable Object> attributes) {
    return first(
        attributes,
        LlmAttributes.LLM_MODEL_NAME,
        LlmAttributes.LLM_RESPONSE_MODEL_NAME,
        LlmAttributes.LLM_REQUEST_MODEL_NAME,
        EmbeddingAttributes.EMBEDDING_MODEL_NAME,
        RerankerAttributes.RERANKER_MODEL_NAME);
  }

  /** Returns the kind in capitals. */
  public static String kind(Map<String, @Nullable Object> attributes) {
    Object kind = attributes.get(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND.getKey());
    return kind instanceof String text && !text.isBlank() && text.length() <= 40
        ? text.strip().toUpperCase(Locale.ROOT)
        : UNKNOWN;
  }

  private static String project(OtlpBatch.Item item, @Nullable String requested) {
    if (requested != null && !requested.isBlank()) {
      return requested.strip();
    }
    Object named =
        item.resource()
            .attributes()
            .get(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME.getKey());
    return named instanceof String name && !name.isBlank() ? name : DEFAULT_PROJECT;
  }

  private static @Nullable String first(
      Map<String, @Nullable Object> attributes, AttributeKey<?>... keys) {
    for (AttributeKey<?> key : keys) {
      Object value = attributes.get(key.getKey());
      if (value != null && !OtlpValues.text(value).isEmpty()) {
        return OtlpValues.text(value);
      }
    }
    return null;
  }

  private static @Nullable Long totalTokens(Map<String, @Nullable Object> attributes) {
    Long total = tokens(attributes, LlmAttributes.LLM_TOKEN_COUNT_TOTAL);
    Long prompt = tokens(attributes, LlmAttributes.LLM_TOKEN_COUNT_PROMPT);
    Long completion = tokens(attributes, LlmAttributes.LLM_TOKEN_COUNT_COMPLETION);
    if (total != null || (prompt == null && completion == null)) {
      return total;
    }
    return (prompt == null ? 0 : prompt) + (completion == null ? 0 : completion);
  }

  private static @Nullable Long tokens(
      Map<String, @Nullable Object> attributes, AttributeKey<Long> key) {
    Double number = number(attributes.get(key.getKey()));
    // A count that no model can reach would spoil every sum.
    return number == null || number < 0 || number > 1e12 ? null : number.longValue();
  }

  private static @Nullable Double cost(Map<String, @Nullable Object> attributes) {
    Double total = dollars(attributes, LlmAttributes.LLM_COST_TOTAL);
    Double prompt = dollars(attributes, LlmAttributes.LLM_COST_PROMPT);
    Double completion = dollars(attributes, LlmAttributes.LLM_COST_COMPLETION);
    if (total != null || (prompt == null && completion == null)) {
      return total;
    }
    return (prompt == null ? 0 : prompt) + (completion == null ? 0 : completion);
  }

  private static @Nullable Double dollars(
      Map<String, @Nullable Object> attributes, AttributeKey<Double> key) {
    Double number = number(attributes.get(key.getKey()));
    // A cost that no call can have would spoil every sum.
    return number == null || number < 0 || number > MAX_COST ? null : number;
  }

  /** Returns a finite number, also one that was sent as text. */
  private static @Nullable Double number(@Nullable Object value) {
    Double number = null;
    if (value instanceof Number each) {
      number = each.doubleValue();
    } else if (value instanceof String text) {
      try {
        number = Double.valueOf(text.strip());
      } catch (NumberFormatException noNumber) {
        return null;
      }
    }
    return number != null && Double.isFinite(number) ? number : null;
  }

  /** Returns the text of {@code input.value} or {@code output.value}. */
  static String value(Map<String, @Nullable Object> attributes, boolean input) {
    AttributeKey<String> key = input ? InputAttributes.INPUT_VALUE : OutputAttributes.OUTPUT_VALUE;
    return OtlpValues.text(attributes.get(key.getKey()));
  }

  private SpanFacts() {}
}
