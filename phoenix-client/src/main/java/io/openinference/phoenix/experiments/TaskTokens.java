// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of a task, for {@link
 * io.openinference.phoenix.evaluation.EvaluationContext#tokenCount()}.
 *
 * @since 0.1.0
 */
public final class TaskTokens {

  private static final ContextKey<TaskTokens> KEY = ContextKey.named("openinference-task-tokens");
  private static final long UNKNOWN = -1;

  private final AtomicLong count = new AtomicLong(UNKNOWN);

  TaskTokens() {}

  /**
   * Returns a span processor that counts the tokens of LLM spans. Add it to the SDK that traces the
   * model calls of the task. The SDK of {@code PhoenixClient.tracing()} has it already.
   */
  public static SpanProcessor processor() {
    return new Processor();
  }

  Context storeIn(Context context) {
    return context.with(KEY, this);
  }

  @Nullable Long count() {
    long value = count.get();
    return value == UNKNOWN ? null : (Long) value;
  }

  private void add(ReadableSpan span) {
    String kind = span.getAttribute(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND);
    if (!OpenInferenceSpanKind.LLM.value().equals(kind)) {
      return;
    }
    Long total = span.getAttribute(LlmAttributes.LLM_TOKEN_COUNT_TOTAL);
    Long prompt = span.getAttribute(LlmAttributes.LLM_TOKEN_COUNT_PROMPT);
    Long completion = span.getAttribute(LlmAttributes.LLM_TOKEN_COUNT_COMPLETION);
    if (total == null && prompt == null && completion == null) {
      return;
    }
    long tokens = total != null ? total : zeroIfNull(prompt) + zeroIfNull(completion);
    count.updateAndGet(before -> (before == UNKNOWN ? 0 : before) + tokens);
  }

  private static long zeroIfNull(@Nullable Long value) {
    return value == null ? 0 : value;
  }

  /** Finds the task in the parent context, which a span tells only when it starts. */
  private static final class Processor implements SpanProcessor {

    private final Map<ReadableSpan, TaskTokens> open =
        Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
      TaskTokens tokens = parentContext.get(KEY);
      if (tokens != null) {
        open.put(span, tokens);
      }
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      TaskTokens tokens = open.remove(span);
      if (tokens != null) {
        tokens.add(span);
      }
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
