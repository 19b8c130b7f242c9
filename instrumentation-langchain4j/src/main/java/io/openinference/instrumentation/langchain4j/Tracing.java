// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.ContentRedactor;
import io.openinference.instrumentation.api.chat.OpenAIMessageShape;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects that trace the calls of one instrumentor. */
final class Tracing implements TracingSource<Tracing> {

  /**
   * One guard per process, because a {@link LinkageError} shows that the release of LangChain4j
   * does not fit, for every instrumentor.
   */
  static final TelemetryGuard GUARD = TelemetryGuard.forLibrary("langchain4j", ChatMessage.class);

  private final OpenInferenceTracer tracer;
  private final TextMapPropagator propagator;
  private final MessageJson input;
  private final MessageJson output;
  private final ValueMask mask;
  private final ContentMask bodies;
  private final Tools tools = new Tools();

  Tracing(OpenInferenceTracer tracer, TextMapPropagator propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
    this.input = new MessageJson(ContentRedactor.ofInput(tracer.config()));
    this.output = new MessageJson(ContentRedactor.ofOutput(tracer.config()));
    this.mask = new ValueMask(tracer.config());
    this.bodies = new ContentMask(tracer.config(), new OpenAIMessageShape());
  }

  OpenInferenceTracer tracer() {
    return tracer;
  }

  /** Returns the fields that carry the current context to another process. */
  Map<String, Object> propagationFields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    try {
      propagator.inject(Context.current(), fields, Tracing::put);
    } catch (Throwable t) {
      GUARD.handle("propagation", t);
    }
    return fields;
  }

  private static void put(@Nullable Map<String, Object> carrier, String key, String value) {
    if (carrier != null) {
      carrier.put(key, value);
    }
  }

  /** Returns the mask for input and output values. */
  ValueMask mask() {
    return mask;
  }

  /** Returns the mask for JSON that a server sent. */
  ContentMask bodies() {
    return bodies;
  }

  /** Returns the mapper from tools to their definitions. */
  Tools tools() {
    return tools;
  }

  /** Returns the visible part of a message to a model. */
  Map<String, Object> inputJson(ChatMessage message) {
    return input.of(message);
  }

  /** Returns the visible parts of messages to a model. */
  List<Map<String, Object>> inputJson(List<? extends ChatMessage> messages) {
    return input.of(messages);
  }

  /** Returns the visible part of a message from a model. */
  Map<String, Object> outputJson(ChatMessage message) {
    return output.of(message);
  }

  @Override
  public Tracing current() {
    return this;
  }

  @Override
  public TelemetryGuard guard() {
    return GUARD;
  }
}
