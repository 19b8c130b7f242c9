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
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.LlmProvider;
import io.opentelemetry.context.Context;
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

  /** Records the request of a call on a span that is recording. */
  CallRecorder<?> record(OpenInferenceSpan<?> span, Operation<?> operation, CallDetails details) {
    CallRecorder<?> call = CallRecorder.of(span, operation, mask, () -> SdkModels.READER, GUARD);
    call.recordRequest(
        () -> new WireExchange(new WireBody(details.body()).withoutCredentials(), mask));
    return call;
  }
}
