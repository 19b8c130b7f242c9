// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.Route;
import io.openinference.instrumentation.api.door.Routing;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Traces what a server answers. */
final class ServerRequests {

  private static final Interceptor<Tracing> RECORD_ANSWER = ServerRequests::recordAnswer;

  private static final Routing<Tracing> ANSWERS =
      Routing.shared(
          (method, implementation) ->
              method.getName().equals("sendMessage") ? Route.trace(RECORD_ANSWER) : Route.pass());

  private final TracingSource<Tracing> source;

  ServerRequests(TracingSource<Tracing> source) {
    this.source = source;
  }

  /**
   * Makes a call that returns the answer, and that has the transport context as an argument.
   *
   * @param request the index of the request
   * @param context the index of the transport context
   */
  @SuppressWarnings("NullAway") // It does not read from class files that elements may be null.
  @Nullable Object answer(MethodCall call, int request, int context) throws Throwable {
    ServedRequest served = served(call, request);
    if (served == null) {
      return call.proceed();
    }
    @Nullable Object[] arguments = call.arguments().clone();
    arguments[context] = served.overlay((McpTransportContext) arguments[context]);
    Context caller = GuardedScope.currentContext();
    return TracedMono.of(call.proceed(arguments), caller, served::start);
  }

  /**
   * Makes a call that sends the answer to a transport, and that has the transport context from
   * Reactor.
   */
  @SuppressWarnings("NullAway") // It does not read from class files that elements may be null.
  @Nullable Object stream(MethodCall call) throws Throwable {
    ServedRequest served = served(call, 0);
    @Nullable Object[] arguments = call.arguments().clone();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof McpStreamableServerTransport transport) {
        arguments[i] = recorded(transport);
      }
    }
    Object result = call.proceed(arguments);
    return served == null
        ? result
        : TracedMono.of(
            result,
            GuardedScope.currentContext(),
            served::start,
            context -> withOverlay(context, served));
  }

  private @Nullable ServedRequest served(MethodCall call, int index) {
    Tracing tracing = source.active();
    if (tracing == null
        || call.arguments().length <= index
        || !(call.arguments()[index] instanceof JSONRPCRequest request)) {
      return null;
    }
    Context arrived = GuardedScope.currentContext();
    // Since release 2.2 one woven method calls another one.
    ServedRequest outer = ServedRequest.in(arrived);
    return outer != null && outer.isOf(request)
        ? null
        : new ServedRequest(tracing, request, arrived);
  }

  private static reactor.util.context.Context withOverlay(
      reactor.util.context.Context context, ServedRequest served) {
    McpTransportContext overlay =
        served.overlay(context.getOrDefault(McpTransportContext.KEY, McpTransportContext.EMPTY));
    return overlay == null ? context : context.put(McpTransportContext.KEY, overlay);
  }

  private McpStreamableServerTransport recorded(McpStreamableServerTransport transport) {
    return TracingProxy.wrap(McpStreamableServerTransport.class, transport, ANSWERS, source);
  }

  /** The library sends an answer in the context of its request. */
  private static @Nullable Object recordAnswer(Tracing tracing, InterceptedCall call)
      throws Throwable {
    ServedRequest served = ServedRequest.in(GuardedScope.currentContext());
    if (served != null && call.argument(0) instanceof JSONRPCResponse answer) {
      served.answer(answer);
    }
    return call.proceed();
  }
}
