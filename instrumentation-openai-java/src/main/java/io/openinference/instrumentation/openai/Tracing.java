// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.ClientOptions;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all wrapped clients of one instrumentor share: the start of calls, and the guard. */
final class Tracing {

  /** Base URLs whose span builders are kept; those of others are made for each call. */
  private static final int MAX_HOSTS = 256;

  private final OpenInferenceTracer tracer;
  private final ContentMask mask;
  private final UploadedImages uploadedImages;
  private final Map<String, SpanBuilders> spanBuilders = new ConcurrentHashMap<>();
  private final TelemetryGuard guard =
      TelemetryGuard.forLibrary("openai-java", ClientOptions.class);

  Tracing(OpenInferenceTracer tracer) {
    this.tracer = tracer;
    this.mask = new ContentMask(tracer.config());
    this.uploadedImages = new UploadedImages(tracer.config());
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
   * Returns what starts the spans of calls to a host.
   *
   * @param baseUrl where the client sends its requests, or null where that is not known
   */
  SpanBuilders spanBuilders(@Nullable String baseUrl) {
    String key = baseUrl == null ? "" : baseUrl;
    SpanBuilders known = spanBuilders.get(key);
    if (known != null) {
      return known;
    }
    SpanBuilders made = new SpanBuilders(tracer, ModelOrigins.providerOf(baseUrl));
    if (spanBuilders.size() < MAX_HOSTS) {
      spanBuilders.put(key, made);
    }
    return made;
  }

  /**
   * Starts the span of a call.
   *
   * @param spanBuilders asked only if the call is to be traced
   * @return null if the call is not to be traced; a span that is not recording need not be ended
   */
  @Nullable OpenInferenceSpan<?> start(
      Operation<?> operation, Supplier<SpanBuilders> spanBuilders) {
    if (!guard.isOpen()) {
      return null;
    }
    try {
      Context parent = Context.current();
      return OpenInference.isTracingSuppressed(parent)
              || ModelCall.isInProgress(parent, operation.kind())
          ? null
          : spanBuilders.get().get(operation).startSpan(parent);
    } catch (Throwable fault) {
      guard.handleLibrary("start", fault);
      return null;
    }
  }

  /** Makes a context current; a scope of the storage's own, for it is on the path of each call. */
  @SuppressWarnings("MustBeClosedChecker") // The caller closes it, by close().
  Scope makeCurrent(Context context) {
    try {
      return context.makeCurrent();
    } catch (Throwable fault) {
      guard.handle("makeCurrent", fault);
      return Scope.noop();
    }
  }

  void close(Scope scope) {
    try {
      scope.close();
    } catch (Throwable fault) {
      guard.handle("closeScope", fault);
    }
  }

  /**
   * Records the request of a call.
   *
   * @param span the operation's span, which is recording
   * @param streaming whether openai-java asks the server for a stream
   */
  TracedCall<?> record(
      OpenInferenceSpan<?> span,
      Operation<?> operation,
      boolean streaming,
      @Nullable Object[] arguments) {
    TracedCall<?> call = TracedCall.of(span, operation, mask, guard);
    call.recordRequest(
        () ->
            new WireRequest(
                RequestBody.read(arguments, streaming),
                mask,
                RequestBody.images(arguments, uploadedImages)));
    return call;
  }
}
