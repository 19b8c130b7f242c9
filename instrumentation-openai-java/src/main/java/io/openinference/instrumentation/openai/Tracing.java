// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.ClientOptions;
import io.openinference.instrumentation.ModelCall;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TelemetryGuard;
import io.opentelemetry.context.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all wrapped clients of one instrumentor share: the start of calls, and the guard. */
final class Tracing {

  private final OpenInferenceTracer tracer;
  private final ContentMask mask;
  private final TelemetryGuard guard =
      TelemetryGuard.forLibrary("openai-java", ClientOptions.class);

  Tracing(OpenInferenceTracer tracer) {
    this.tracer = tracer;
    this.mask = new ContentMask(tracer.config());
    try {
      ResponseTypes.check();
    } catch (Throwable fault) {
      guard.handleLibrary("responseTypes", fault);
    }
  }

  TelemetryGuard guard() {
    return guard;
  }

  /**
   * Starts the span of a call and records its request.
   *
   * @param streaming whether openai-java asks the server for a stream
   * @return null if the call is not to be traced
   */
  @Nullable TracedCall<?> start(
      Operation<?> operation,
      boolean streaming,
      @Nullable Object[] arguments,
      Supplier<Host> host) {
    if (!guard.isOpen()) {
      return null;
    }
    try {
      Context parent = Context.current();
      if (OpenInference.isTracingSuppressed(parent)
          || ModelCall.isInProgress(parent, operation.kind())) {
        return null;
      }
      return start(operation, streaming, arguments, parent, host.get());
    } catch (Throwable fault) {
      guard.handleLibrary("start", fault);
      return null;
    }
  }

  private <S extends OpenInferenceSpan<S>> TracedCall<S> start(
      Operation<S> operation,
      boolean streaming,
      @Nullable Object[] arguments,
      Context parent,
      Host host) {
    TracedCall<S> call =
        new TracedCall<>(operation.start(tracer, parent, host), operation, mask, guard);
    if (!call.isRecording()) {
      return call;
    }
    try {
      call.recordRequest(() -> new WireRequest(RequestBody.read(arguments, streaming), mask));
    } catch (Throwable fatal) {
      call.end();
      throw fatal;
    }
    return call;
  }
}
