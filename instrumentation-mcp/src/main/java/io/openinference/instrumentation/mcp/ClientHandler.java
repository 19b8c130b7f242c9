// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the application's answer to a server that asks a client, in the context of the server. It
 * makes no span: an instrumented model that the application calls makes the LLM span.
 */
final class ClientHandler implements Function<Object, @Nullable Object> {

  private final Function<Object, @Nullable Object> delegate;
  private final TracingSource<Tracing> source;

  private ClientHandler(
      Function<Object, @Nullable Object> delegate, TracingSource<Tracing> source) {
    this.delegate = delegate;
    this.source = source;
  }

  /** Returns a handler that traces, or the object itself if it is none. */
  @SuppressWarnings("unchecked") // Handlers differ by their arguments, which are passed on.
  static @Nullable Object of(@Nullable Object handler, TracingSource<Tracing> source) {
    return handler instanceof Function<?, ?> function
        ? new ClientHandler((Function<Object, @Nullable Object>) function, source)
        : handler;
  }

  @Override
  public @Nullable Object apply(Object request) {
    Context caller = GuardedScope.currentContext();
    Context server = serverOf(request, caller);
    Object result;
    try (Scope ignored = GuardedScope.of(server)) {
      result = delegate.apply(request);
    }
    return TracedMono.of(result, caller, () -> TracedRequest.withoutSpan(server));
  }

  private Context serverOf(Object request, Context current) {
    Tracing tracing = source.active();
    if (tracing == null) {
      return current;
    }
    try {
      return tracing.propagation().extract(current, McpFields.get(request, McpFields.META));
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("clientHandler", fault);
      return current;
    }
  }
}
