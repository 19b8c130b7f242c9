// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Runs the application's handler of a tool, resource, prompt or completion in the context of the
 * request. It makes the span if the library's door has not made it.
 */
final class TracingHandler implements BiFunction<Object, Object, @Nullable Object> {

  private final BiFunction<Object, Object, @Nullable Object> delegate;
  private final Record specification;
  private final TracingSource<Tracing> source;

  private TracingHandler(
      BiFunction<Object, Object, @Nullable Object> delegate,
      Record specification,
      TracingSource<Tracing> source) {
    this.delegate = delegate;
    this.specification = specification;
    this.source = source;
  }

  /**
   * Returns a handler that traces, or the object itself if it is none or traces already.
   *
   * @param specification what the handler belongs to
   */
  @SuppressWarnings("unchecked") // Handlers differ by their arguments, which are passed on.
  static @Nullable Object of(
      @Nullable Object handler, Record specification, TracingSource<Tracing> source) {
    return handler instanceof BiFunction<?, ?, ?> function && !(handler instanceof TracingHandler)
        ? new TracingHandler(
            (BiFunction<Object, Object, @Nullable Object>) function, specification, source)
        : handler;
  }

  @Override
  public @Nullable Object apply(Object exchange, Object request) {
    TracedRequest served = find(exchange);
    if (served != null) {
      return run(exchange, request, served, /* ends= */ false);
    }
    TracedRequest own = start(request);
    return own == null
        ? delegate.apply(exchange, request)
        : run(exchange, request, own, /* ends= */ true);
  }

  /** Returns the request that the library's door has started, or null. */
  private @Nullable TracedRequest find(Object exchange) {
    try {
      ServedRequest served = ServedRequest.of(exchange);
      if (served == null) {
        return null;
      }
      TracedRequest running = served.start();
      served.recordDefinition(specification);
      return running;
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("exchange", fault);
      return null;
    }
  }

  private @Nullable TracedRequest start(Object request) {
    Tracing tracing = source.active();
    if (tracing == null) {
      return null;
    }
    try {
      RequestMapper<?> mapper = RequestMapper.ofRequest(request);
      if (mapper == null) {
        // A completion makes no span, and what its handler does is in the caller's trace.
        return TracedRequest.withoutSpan(
            tracing
                .propagation()
                .extract(GuardedScope.currentContext(), McpFields.get(request, McpFields.META)));
      }
      TracedRequest started = mapper.startServed(tracing, Context.current(), request);
      mapper.recordDefinition(started, tracing, specification);
      return started;
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("handler", fault);
      return null;
    }
  }

  /**
   * Runs the handler.
   *
   * @param ends whether the span ends with the handler, rather than with the answer
   */
  private @Nullable Object run(
      Object exchange, Object request, TracedRequest running, boolean ends) {
    Context caller = GuardedScope.currentContext();
    Object result;
    try (Scope ignored = GuardedScope.of(running.context())) {
      result = delegate.apply(exchange, request);
    } catch (Throwable failure) {
      running.recordFailure(failure);
      if (ends) {
        running.end();
      }
      throw failure;
    }
    if (result instanceof Mono<?>) {
      return TracedMono.of(result, caller, () -> ends ? running : running.part());
    }
    if (ends) {
      running.complete(result);
    }
    return result;
  }
}
