// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.instrumentation.spi.StartedSpan;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** The objects that trace the calls of one instrumentor. */
final class Tracing implements TracingSource<Tracing> {

  /**
   * One for the process: after a {@link LinkageError} the release of the AWS SDK does not fit, for
   * any instrumentor.
   */
  static final TelemetryGuard GUARD = TelemetryGuard.forLibrary("aws-bedrock", SdkPojo.class);

  /** Turns the instrumentation of all clients of the process on or off. */
  static final InstrumentationSwitch<BedrockInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          BedrockInstrumentor.class,
          "cannot trace the clients of this process",
          "BedrockInstrumentor.wrap(client)",
          GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> BedrockWeaving.ofProcess(on));

  /** What a model that {@code invokeModel} asks may do. */
  private static final Set<OpenInferenceSpanKind> MODELS =
      EnumSet.of(
          OpenInferenceSpanKind.LLM,
          OpenInferenceSpanKind.EMBEDDING,
          OpenInferenceSpanKind.RERANKER);

  private final OpenInferenceTracer tracer;
  private final ContentMask mask;

  Tracing(OpenInferenceTracer tracer) {
    this.tracer = tracer;
    this.mask = new ContentMask(tracer.config(), new BedrockMessageShape());
  }

  @Override
  public Tracing current() {
    return this;
  }

  @Override
  public TelemetryGuard guard() {
    return GUARD;
  }

  OpenInferenceTracer tracer() {
    return tracer;
  }

  /**
   * Starts the span of a call.
   *
   * @return null if the call is not to be traced; a span that is not recording need not be ended
   */
  @Nullable OpenInferenceSpan<?> start(Operation<?> operation) {
    Context parent = Context.current();
    return ModelCall.isInProgress(parent, operation.kind())
        ? null
        : operation.spanBuilder(tracer, LlmProvider.AWS).startSpan(parent);
  }

  /**
   * Starts the span of a call of which only the body tells the kind. The span begins as one of a
   * language model, without the provider, which embeddings do not have.
   *
   * @return null if the call is not to be traced; inside a call of a model it is that call
   */
  @Nullable OpenInferenceSpan<?> startUntold(Operation<?> presumed) {
    Context parent = Context.current();
    return MODELS.stream().anyMatch(kind -> ModelCall.isInProgress(parent, kind))
        ? null
        : presumed.spanBuilder(tracer, null).startSpan(parent);
  }

  /** Makes a started span that of an operation that its body has told. */
  OpenInferenceSpan<?> takeOver(OpenInferenceSpan<?> started, Operation<?> operation) {
    return operation.spanBuilder(tracer, LlmProvider.AWS).startSpan(StartedSpan.of(started));
  }

  /** Records the request of a call on a span that is recording. */
  CallRecorder<?> record(OpenInferenceSpan<?> span, Operation<?> operation, CallDetails details) {
    CallRecorder<?> call = CallRecorder.of(span, operation, mask, () -> SdkModels.READER, GUARD);
    call.recordRequest(
        () -> new WireExchange(new WireBody(details.body()).withoutCredentials(), mask));
    return call;
  }
}
