// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Starts the spans of all calls to one host; made once for each, not for each call. */
final class SpanBuilders {

  private final OpenInferenceTracer tracer;
  private final Host host;
  private final Map<Operation<?>, OpenInferenceSpanBuilder<?>> byOperation =
      new ConcurrentHashMap<>();

  SpanBuilders(OpenInferenceTracer tracer, Host host) {
    this.tracer = tracer;
    this.host = host;
  }

  OpenInferenceSpanBuilder<?> get(Operation<?> operation) {
    OpenInferenceSpanBuilder<?> known = byOperation.get(operation);
    return known == null
        ? byOperation.computeIfAbsent(operation, key -> key.spanBuilder(tracer, host))
        : known;
  }
}
