// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * A request that starts when it is subscribed to, as the library's own does.
 *
 * @param <T> the type of the result
 */
final class TracedMono<T> extends Mono<T> {

  private final Mono<T> source;
  private final Context caller;
  private final Supplier<TracedRequest> start;
  private final UnaryOperator<reactor.util.context.Context> reactorContext;

  private TracedMono(
      Mono<T> source,
      Context caller,
      Supplier<TracedRequest> start,
      UnaryOperator<reactor.util.context.Context> reactorContext) {
    this.source = source;
    this.caller = caller;
    this.start = start;
    this.reactorContext = reactorContext;
  }

  /**
   * Returns a traced request, or the result itself if it is not a {@code Mono}.
   *
   * @param caller the context that the result is delivered in
   * @param start starts the request at each subscription
   */
  static @Nullable Object of(
      @Nullable Object result, Context caller, Supplier<TracedRequest> start) {
    return of(result, caller, start, UnaryOperator.identity());
  }

  /**
   * Returns a traced request, or the result itself if it is not a {@code Mono}.
   *
   * @param reactorContext what the source sees in place of the subscriber's context
   */
  static @Nullable Object of(
      @Nullable Object result,
      Context caller,
      Supplier<TracedRequest> start,
      UnaryOperator<reactor.util.context.Context> reactorContext) {
    return result instanceof Mono<?> mono
        ? new TracedMono<>(mono, caller, start, reactorContext)
        : result;
  }

  @Override
  public void subscribe(CoreSubscriber<? super T> actual) {
    TracedRequest request = start();
    if (request == null) {
      source.subscribe(actual);
      return;
    }
    try (Scope ignored = GuardedScope.of(request.context())) {
      source.subscribe(
          new TracedSubscriber<>(
              actual, request, caller, reactorContext.apply(actual.currentContext())));
    } catch (Throwable failure) {
      request.fail(failure);
      throw failure;
    }
  }

  private @Nullable TracedRequest start() {
    try {
      return start.get();
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("start", fault);
      return null;
    }
  }
}
