// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.semconv.LlmProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Caches the span builders of all calls to one host. An instrumentation creates this object once
 * per host and not once per call.
 *
 * @since 0.1.0
 */
public final class SpanBuilders {

  private final OpenInferenceTracer tracer;
  private final @Nullable LlmProvider provider;
  private final Map<Operation<?>, OpenInferenceSpanBuilder<?>> byOperation =
      new ConcurrentHashMap<>();

  /**
   * Creates the builders of a host.
   *
   * @param provider the provider that hosts the models, or null if unknown
   */
  public SpanBuilders(OpenInferenceTracer tracer, @Nullable LlmProvider provider) {
    this.tracer = tracer;
    this.provider = provider;
  }

  /** Returns the builder that starts the spans of an operation. */
  public OpenInferenceSpanBuilder<?> get(Operation<?> operation) {
    OpenInferenceSpanBuilder<?> known = byOperation.get(operation);
    return known == null
        ? byOperation.computeIfAbsent(operation, key -> key.spanBuilder(tracer, provider))
        : known;
  }
}
