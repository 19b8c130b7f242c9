// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Traces what a client asks a server, and sends the trace along. */
final class ClientRequests {

  private final TracingSource<Tracing> source;
  private final RequestContexts contexts = new RequestContexts();

  ClientRequests(TracingSource<Tracing> source) {
    this.source = source;
  }

  /** Makes a call of {@code callTool(..)}, {@code readResource(..)} or {@code getPrompt(..)}. */
  @Nullable Object ask(MethodCall call) throws Throwable {
    Tracing tracing = source.active();
    Object given = call.arguments()[0];
    RequestMapper<?> mapper = tracing == null ? null : RequestMapper.ofRequest(given);
    Record request = mapper == null || given == null ? null : copy((Record) given);
    if (tracing == null || mapper == null || request == null) {
      return call.proceed();
    }
    Context caller = GuardedScope.currentContext();
    Object result = call.proceed(new Object[] {request});
    return TracedMono.of(result, caller, () -> start(tracing, mapper, caller, request));
  }

  /** Each call has a request of its own, even if the application sends the same object twice. */
  private static @Nullable Record copy(Record request) {
    try {
      return RecordCopies.copy(request, (name, value) -> value);
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("copy", fault);
      return null;
    }
  }

  private TracedRequest start(
      Tracing tracing, RequestMapper<?> mapper, Context caller, Record request) {
    TracedRequest started =
        isTraced(mapper, caller)
            ? TracedRequest.withoutSpan(caller)
            : mapper.startSent(tracing, caller, request);
    contexts.put(request, started.context());
    return started.onEnd(() -> contexts.remove(request));
  }

  /** Tells whether a framework has made the span of this call. */
  private static boolean isTraced(RequestMapper<?> mapper, Context caller) {
    OpenInferenceSpan<?> current = OpenInferenceSpan.fromContext(caller);
    return mapper.isOfThisKind(current) && !ServedRequest.isServed(caller, current);
  }

  /**
   * Makes a call of {@code sendRequest(method, params, type)} of a client's or server's session.
   */
  @SuppressWarnings("NullAway") // It does not read from class files that elements may be null.
  @Nullable Object send(MethodCall call) throws Throwable {
    Tracing tracing = source.active();
    @Nullable Object[] arguments = call.arguments();
    if (tracing == null || arguments.length != 3) {
      return call.proceed();
    }
    Object params = arguments[1];
    Object sent = RequestMeta.withTrace(params, contexts.get(params), tracing);
    return sent == params
        ? call.proceed()
        : call.proceed(new @Nullable Object[] {arguments[0], sent, arguments[2]});
  }
}
