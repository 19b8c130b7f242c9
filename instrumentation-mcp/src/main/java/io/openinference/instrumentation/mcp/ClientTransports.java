// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.Route;
import io.openinference.instrumentation.api.door.Routing;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Wraps the transport of a client, which then sends the trace along. */
final class ClientTransports {

  private static final Interceptor<Tracing> SEND = ClientTransports::send;

  private static final Routing<Tracing> ROUTING =
      Routing.shared(
          (method, implementation) ->
              method.getName().equals("sendMessage") ? Route.trace(SEND) : Route.pass());

  static McpClientTransport wrap(McpClientTransport transport, Tracing tracing) {
    return TracingProxy.wrap(McpClientTransport.class, transport, ROUTING, tracing);
  }

  /**
   * Returns a provider that notes the context of the caller.
   *
   * @param own the application's own provider
   */
  static Supplier<McpTransportContext> contextProvider(Supplier<McpTransportContext> own) {
    return () -> new CallerContext(own.get(), GuardedScope.currentContext());
  }

  @SuppressWarnings("NullAway") // It does not read from class files that elements may be null.
  private static @Nullable Object send(Tracing tracing, InterceptedCall call) throws Throwable {
    if (!(call.argument(0) instanceof JSONRPCRequest request)) {
      return call.proceed();
    }
    Context current = GuardedScope.currentContext();
    if (Span.fromContext(current).getSpanContext().isValid()) {
      return call.proceed(arguments(call, request, current, tracing));
    }
    // The library has gone on in a thread of its own: only Reactor's context knows the caller.
    return Mono.deferContextual(
        reactor -> proceed(call, request, callerIn(reactor, current), tracing));
  }

  private static Context callerIn(ContextView reactor, Context current) {
    return reactor.getOrDefault(McpTransportContext.KEY, McpTransportContext.EMPTY)
            instanceof CallerContext known
        ? known.caller
        : current;
  }

  @SuppressWarnings("NullAway") // It does not read from class files that elements may be null.
  private static Mono<?> proceed(
      InterceptedCall call, JSONRPCRequest request, Context caller, Tracing tracing) {
    try {
      return call.proceed(arguments(call, request, caller, tracing)) instanceof Mono<?> sent
          ? sent
          : Mono.empty();
    } catch (Throwable failure) {
      return Mono.error(failure);
    }
  }

  private static @Nullable Object @Nullable [] arguments(
      InterceptedCall call, JSONRPCRequest request, Context context, Tracing tracing) {
    Object params = RequestMeta.withTrace(request.params(), context, tracing);
    return params == request.params()
        ? call.arguments()
        : new Object[] {
          new JSONRPCRequest(request.jsonrpc(), request.method(), request.id(), params)
        };
  }

  /** A transport context that knows the caller. */
  private record CallerContext(McpTransportContext own, Context caller)
      implements McpTransportContext {

    @Override
    public @Nullable Object get(String key) {
      return own.get(key);
    }
  }

  private ClientTransports() {}
}
