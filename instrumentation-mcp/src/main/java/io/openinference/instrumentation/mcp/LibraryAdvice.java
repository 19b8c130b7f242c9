// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.MethodCall;
import org.jspecify.annotations.Nullable;

/** Traces the woven methods of the MCP SDK. */
final class LibraryAdvice implements CallAdvice {

  private final TracingSource<Tracing> source;
  private final ClientRequests client;
  private final ServerRequests server;

  LibraryAdvice(TracingSource<Tracing> source) {
    this.source = source;
    this.client = new ClientRequests(source);
    this.server = new ServerRequests(source);
  }

  @Override
  public @Nullable Object around(MethodCall call) throws Throwable {
    return switch (call.method().getName()) {
      case "callTool", "readResource", "getPrompt" -> client.ask(call);
      case "sendRequest" -> client.send(call);
      case "handleIncomingRequest" -> server.answer(call, 0, 1);
      case "handleRequest" -> server.answer(call, 1, 0);
      case "responseStream", "handle" -> server.stream(call);
      case "callHandler", "readHandler", "promptHandler", "completionHandler" -> handler(call);
      default -> ClientHandler.of(call.proceed(), source);
    };
  }

  private @Nullable Object handler(MethodCall call) throws Throwable {
    Object handler = call.proceed();
    return call.target() instanceof Record specification
        ? TracingHandler.of(handler, specification, source)
        : handler;
  }
}
