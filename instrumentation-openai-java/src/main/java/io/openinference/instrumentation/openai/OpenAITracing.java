// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.ClientOptions;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.OperationInterceptor;
import io.openinference.instrumentation.api.call.SpanBuilders;
import io.openinference.instrumentation.api.chat.OpenAIMessageShape;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.wire.ParamsBody;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The objects that trace the calls of one instrumentor. */
final class OpenAITracing implements TracingSource<OpenAITracing>, OperationInterceptor.Tracing {

  /**
   * One guard per process, because a {@link LinkageError} shows that the release of openai-java
   * does not fit, for every instrumentor.
   */
  static final TelemetryGuard GUARD = TelemetryGuard.forLibrary("openai-java", ClientOptions.class);

  /** Turns the instrumentation of all clients of the process on or off. */
  static final InstrumentationSwitch<OpenAIInstrumentor, OpenAITracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          OpenAIInstrumentor.class,
          "cannot trace the clients of this process",
          "OpenAIInstrumentor.wrap(client)",
          GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> OpenAIWeaving.ofProcess(on));

  /**
   * The maximum number of base URLs whose span builders are cached; builders for further URLs are
   * created for each call.
   */
  private static final int MAX_HOSTS = 256;

  private final OpenInferenceTracer tracer;
  private final ContentMask mask;
  private final UploadedImages uploadedImages;
  private final Map<String, SpanBuilders> spanBuilders = new ConcurrentHashMap<>();

  OpenAITracing(OpenInferenceTracer tracer) {
    this.tracer = tracer;
    this.mask = new ContentMask(tracer.config(), new OpenAIMessageShape());
    this.uploadedImages = new UploadedImages(tracer.config());
  }

  @Override
  public OpenAITracing current() {
    return this;
  }

  @Override
  public TelemetryGuard guard() {
    return GUARD;
  }

  /**
   * Returns the builders that start the spans of calls to a host.
   *
   * @param baseUrl the client's base URL, or null if unknown
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

  @Override
  public boolean isProcessTraced() {
    return SWITCH.current() != null;
  }

  @Override
  public @Nullable OpenInferenceSpan<?> start(Operation<?> operation, Object service) {
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

  @Override
  @SuppressWarnings("NullAway") // NullAway reads no annotations of arrays in other modules.
  public CallRecorder<?> record(
      OpenInferenceSpan<?> span,
      Operation<?> operation,
      boolean streaming,
      @Nullable Object @Nullable [] arguments) {
    CallRecorder<?> call = CallRecorder.of(span, operation, mask, () -> Models.READER, GUARD);
    call.recordRequest(() -> exchange(ParamsBody.find(arguments), streaming));
    return call;
  }

  private WireExchange exchange(@Nullable Object body, boolean streaming) {
    return new WireExchange(
        RequestBody.read(body, streaming), mask, RequestBody.images(body, uploadedImages));
  }
}
