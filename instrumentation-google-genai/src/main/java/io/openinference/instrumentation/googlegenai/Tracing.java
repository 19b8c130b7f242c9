// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import com.google.genai.Client;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.ToolSpan;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.SpanBuilders;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.gemini.GeminiMessageShape;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.wire.ModelReader;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.LlmProvider;
import io.opentelemetry.context.Context;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The objects that trace the calls of one instrumentor. */
final class Tracing implements TracingSource<Tracing> {

  /**
   * One for the process: after a {@link LinkageError} the release of google-genai does not fit, for
   * any instrumentor.
   */
  static final TelemetryGuard GUARD = TelemetryGuard.forLibrary("google-genai", Client.class);

  /** Turns the instrumentation of all clients of the process on or off. */
  static final InstrumentationSwitch<GoogleGenAIInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          GoogleGenAIInstrumentor.class,
          "cannot trace the clients of this process",
          "GoogleGenAIInstrumentor.wrap(options)",
          GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> GoogleGenAIWeaving.ofProcess(on));

  private final OpenInferenceTracer tracer;
  private final ContentMask mask;
  private final SpanBuilders spanBuilders;

  Tracing(OpenInferenceTracer tracer) {
    this.tracer = tracer;
    this.mask = new ContentMask(tracer.config(), new GeminiMessageShape());
    this.spanBuilders = new SpanBuilders(tracer, LlmProvider.GOOGLE);
  }

  @Override
  public Tracing current() {
    return this;
  }

  @Override
  public TelemetryGuard guard() {
    return GUARD;
  }

  /**
   * Starts the span of a call.
   *
   * @param caller the context of the application
   * @param body gives the JSON of the request; asked only for a span that is recording
   * @return null if the call is not to be traced
   */
  @Nullable StartedCall start(ApiCall call, Context caller, Callable<@Nullable String> body) {
    try {
      if (!GUARD.isOpen()
          || OpenInference.isTracingSuppressed(caller)
          || ModelCall.isInProgress(caller, call.operation().kind())) {
        return null;
      }
      OpenInferenceSpan<?> span = spanBuilders.get(call.operation()).startSpan(caller);
      if (!span.isRecording()) {
        return new StartedCall(ModelCall.mark(span.context(), call.operation().kind()), null);
      }
      CallRecorder<?> recorder =
          CallRecorder.of(span, call.operation(), mask, () -> ModelReader.NONE, GUARD);
      recorder.recordRequest(() -> call.exchange(body, mask));
      return new StartedCall(recorder.context(), recorder);
    } catch (Throwable fault) {
      GUARD.handleLibrary("start", fault);
      return null;
    }
  }

  /** Starts the span of a function that the library calls for the model, or returns null. */
  @Nullable ToolSpan startTool(String name) {
    try {
      return tracer.tool(name).startSpan(Context.current()).toolName(name);
    } catch (Throwable fault) {
      GUARD.handleLibrary("tool", fault);
      return null;
    }
  }
}
