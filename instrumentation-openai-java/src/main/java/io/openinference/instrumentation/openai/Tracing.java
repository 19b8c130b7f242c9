// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.ClientOptions;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.SpanBuilders;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the calls of one instrumentor are traced with. */
final class Tracing implements TracingSource<Tracing> {

  /**
   * One for the process: after a {@link LinkageError} the release of openai-java does not fit, for
   * any instrumentor.
   */
  static final TelemetryGuard GUARD = TelemetryGuard.forLibrary("openai-java", ClientOptions.class);

  private static final Object[] NO_ARGUMENTS = {};

  /** Base URLs whose span builders are kept; those of others are made for each call. */
  private static final int MAX_HOSTS = 256;

  private final OpenInferenceTracer tracer;
  private final ContentMask mask;
  private final UploadedImages uploadedImages;
  private final Map<String, SpanBuilders> spanBuilders = new ConcurrentHashMap<>();

  Tracing(OpenInferenceTracer tracer) {
    this.tracer = tracer;
    this.mask = new ContentMask(tracer.config(), new OpenAIMessageShape());
    this.uploadedImages = new UploadedImages(tracer.config());
    try {
      ResponseTypes.check();
    } catch (Throwable fault) {
      GUARD.handleLibrary("responseTypes", fault);
    }
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
   * @param service whose method is called
   * @return null if the call is not to be traced; a span that is not recording need not be ended
   */
  @Nullable OpenInferenceSpan<?> start(Operation<?> operation, Object service) {
    try {
      Context parent = Context.current();
      return ModelCall.isInProgress(parent, operation.kind())
          ? null
          : spanBuilders(BaseUrls.of(service)).get(operation).startSpan(parent);
    } catch (Throwable fault) {
      GUARD.handleLibrary("start", fault);
      return null;
    }
  }

  /**
   * Records the request of a call.
   *
   * @param span the operation's span, which is recording
   * @param streaming whether openai-java asks the server for a stream
   * @param givenArguments null where there are none
   */
  CallRecorder<?> record(
      OpenInferenceSpan<?> span,
      Operation<?> operation,
      boolean streaming,
      @Nullable Object @Nullable [] givenArguments) {
    @Nullable Object[] arguments = givenArguments == null ? NO_ARGUMENTS : givenArguments;
    CallRecorder<?> call = CallRecorder.of(span, operation, mask, () -> Models.JSON, GUARD);
    call.recordRequest(
        () ->
            new WireExchange(
                RequestBody.read(arguments, streaming),
                mask,
                RequestBody.images(arguments, uploadedImages)));
    return call;
  }
}
