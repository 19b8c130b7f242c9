// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.ClientOptions;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.anthropic.AnthropicMessageShape;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.OperationInterceptor;
import io.openinference.instrumentation.api.call.SpanBuilders;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.nativespan.NativeTracerProvider;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.wire.ParamsBody;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.LlmProvider;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The objects that trace the calls of one instrumentor. */
final class AnthropicTracing
    implements TracingSource<AnthropicTracing>, OperationInterceptor.Tracing {

  /**
   * One for the process: after a {@link LinkageError} the release of anthropic-java does not fit,
   * for any instrumentor.
   */
  static final TelemetryGuard GUARD =
      TelemetryGuard.forLibrary("anthropic-java", ClientOptions.class);

  /** Turns the instrumentation of all clients of the process on or off. */
  static final InstrumentationSwitch<AnthropicInstrumentor, AnthropicTracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          AnthropicInstrumentor.class,
          "cannot trace the clients of this process",
          "AnthropicInstrumentor.wrap(client)",
          GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> AnthropicWeaving.ofProcess(on));

  private final OpenInferenceTracer tracer;
  private final ContentMask mask;
  private final NativeTelemetry nativeTelemetry;
  private final Map<LlmProvider, SpanBuilders> spanBuilders = new ConcurrentHashMap<>();

  AnthropicTracing(OpenInferenceTracer tracer) {
    this.tracer = tracer;
    this.mask = new ContentMask(tracer.config(), new AnthropicMessageShape());
    this.nativeTelemetry =
        new NativeTelemetry(new NativeTracerProvider(new ToolSpans(tracer)::rule, GUARD));
  }

  @Override
  public AnthropicTracing current() {
    return this;
  }

  @Override
  public TelemetryGuard guard() {
    return GUARD;
  }

  @Override
  public boolean isProcessTraced() {
    return SWITCH.current() != null;
  }

  NativeTelemetry nativeTelemetry() {
    return nativeTelemetry;
  }

  /** Returns a client like the given one that makes no spans of its own for what we trace. */
  <T> T quiet(Class<T> type, T client) {
    try {
      return type.cast(nativeTelemetry.quietClient(client));
    } catch (Throwable fault) {
      GUARD.handle("quiet", fault);
      return client;
    }
  }

  @Override
  public @Nullable OpenInferenceSpan<?> start(Operation<?> operation, Object service) {
    try {
      Context parent = Context.current();
      return ModelCall.isInProgress(parent, operation.kind())
          ? null
          : spanBuilders(service).get(operation).startSpan(parent);
    } catch (Throwable fault) {
      GUARD.handleLibrary("start", fault);
      return null;
    }
  }

  private SpanBuilders spanBuilders(Object service) {
    return spanBuilders.computeIfAbsent(
        Providers.of(service), provider -> new SpanBuilders(tracer, provider));
  }

  @Override
  public CallRecorder<?> record(
      OpenInferenceSpan<?> span,
      Operation<?> operation,
      boolean streaming,
      @Nullable Object @Nullable [] arguments) {
    CallRecorder<?> call = CallRecorder.of(span, operation, mask, () -> Models.JSON, GUARD);
    call.recordRequest(() -> new WireExchange(body(arguments, streaming), mask));
    return call;
  }

  /** anthropic-java adds the field {@code stream} on the way. */
  @SuppressWarnings("NullAway") // It does not read from class files that elements may be null.
  private static WireBody body(@Nullable Object @Nullable [] arguments, boolean streaming) {
    Object body = ParamsBody.find(arguments);
    if (body == null) {
      return WireBody.NONE;
    }
    WireBody shown = Models.JSON.read(body).withoutCredentials();
    return streaming ? shown.withTrue("stream") : shown;
  }
}
