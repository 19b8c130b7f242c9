// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a run that have not ended. ADK does not cancel the step of an agent whose run the
 * application cancels, so that the spans of the step would never end.
 */
final class OpenSpans {

  private static final ContextKey<OpenSpans> KEY = ContextKey.named("openinference-adk-open-spans");

  private final Map<OpenInferenceSpan<?>, SpanListener> open = new ConcurrentHashMap<>();

  static @Nullable OpenSpans in(Context context) {
    return context.get(KEY);
  }

  Context storeIn(Context context) {
    return context.with(KEY, this);
  }

  void add(OpenInferenceSpan<?> span, SpanListener listener) {
    open.put(span, listener);
  }

  void remove(OpenInferenceSpan<?> span) {
    open.remove(span);
  }

  void endAll() {
    open.forEach(
        (span, listener) -> {
          try {
            listener.end(span);
          } finally {
            span.end();
          }
        });
    open.clear();
  }
}
