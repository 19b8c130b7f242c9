// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.semconv.LlmProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Starts the spans of all calls to one host; made once for each, not for each call. */
final class SpanBuilders {

  private final OpenInferenceTracer tracer;
  private final @Nullable LlmProvider provider;
  private final Map<Operation<?>, OpenInferenceSpanBuilder<?>> byOperation =
      new ConcurrentHashMap<>();

  SpanBuilders(OpenInferenceTracer tracer, @Nullable LlmProvider provider) {
    this.tracer = tracer;
    this.provider = provider;
  }

  OpenInferenceSpanBuilder<?> get(Operation<?> operation) {
    OpenInferenceSpanBuilder<?> known = byOperation.get(operation);
    return known == null
        ? byOperation.computeIfAbsent(operation, key -> key.spanBuilder(tracer, provider))
        : known;
  }
}
