// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import io.openinference.instrumentation.ImageRedactor;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TelemetryGuard;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What calls are traced with. */
final class Tracing {

  static final TelemetryGuard GUARD = TelemetryGuard.named("langchain4j");

  private final OpenInferenceTracer tracer;
  private final TextMapPropagator propagator;
  private final MessageJson messageJson;

  Tracing(OpenInferenceTracer tracer, TextMapPropagator propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
    this.messageJson = new MessageJson(ImageRedactor.of(tracer.config())::redact);
  }

  OpenInferenceTracer tracer() {
    return tracer;
  }

  TextMapPropagator propagator() {
    return propagator;
  }

  /** Puts a field of the propagated context into a carrier. */
  static void put(@Nullable Map<String, Object> carrier, String key, String value) {
    if (carrier != null) {
      carrier.put(key, value);
    }
  }

  Map<String, Object> json(ChatMessage message) {
    return messageJson.of(message);
  }

  List<Map<String, Object>> json(List<? extends ChatMessage> messages) {
    return messageJson.of(messages);
  }

  /** Says what to trace with at the time of a call, or null where nothing is to be traced. */
  interface Source {

    @Nullable Tracing current();

    default @Nullable Tracing active() {
      Tracing tracing = current();
      return tracing == null
              || !GUARD.isOpen()
              || OpenInference.isTracingSuppressed(Context.current())
          ? null
          : tracing;
    }
  }
}
