// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.guardrail.GuardrailResult;
import dev.langchain4j.observability.api.event.GuardrailExecutedEvent;
import io.openinference.instrumentation.GuardrailSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.JsonValues;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the span of a guardrail after it has run, because LangChain4j fires the event only then.
 */
final class GuardrailRecorder {

  static void record(
      Tracing tracing,
      Invocation invocation,
      GuardrailExecutedEvent<?, ?, ?> event,
      @Nullable String text,
      TextMask mask) {
    OpenInferenceSpanBuilder<GuardrailSpan> builder =
        tracing
            .tracer()
            .guardrail(AiServiceNames.simpleName(event.guardrailClass().getName()))
            .setParent(invocation.contextWithin(Context.current()));
    // The maximum difference between the wall clock and the SDK's clock; it must not reorder spans.
    if (event.duration().toMillis() >= 1) {
      builder.setStartTimestamp(Instant.now().minus(event.duration()));
    }
    GuardrailSpan span = builder.startSpan();
    try {
      if (span.isRecording()) {
        ValueMask values = tracing.mask();
        span.input(mask.apply(values, text));
        JsonValues.recordOutput(span, toJson(event.result(), shown -> mask.apply(values, shown)));
      }
    } finally {
      // Recorded even if the result cannot be read.
      span.end();
    }
  }

  private static Map<String, Object> toJson(
      GuardrailResult<?> result, UnaryOperator<@Nullable String> masked) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("result", result.result().name().toLowerCase(Locale.ROOT));
    if (result.hasRewrittenResult()) {
      json.put("text", masked.apply(result.successfulText()));
    }
    List<GuardrailResult.Failure> failures = result.failures();
    if (!failures.isEmpty()) {
      json.put(
          "failures", failures.stream().map(failure -> masked.apply(failure.message())).toList());
    }
    return json;
  }

  /**
   * Masks the text of the message that the guardrail checks, because its result may quote the
   * message.
   */
  interface TextMask {
    @Nullable String apply(ValueMask mask, @Nullable String text);
  }

  private GuardrailRecorder() {}
}
