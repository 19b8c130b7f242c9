// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes an AI service on to the model call that follows.
 *
 * <p>The event "request issued" knows the service's invocation, and the model call does not. Both
 * happen on one thread, directly after each other, and with the same request object.
 */
final class RequestHandoff {

  private static final ThreadLocal<@Nullable RequestHandoff> PENDING = new ThreadLocal<>();

  // Empty while user code runs inside the call.
  private static final ContextKey<Optional<Invocation>> SERVICE_CALL =
      ContextKey.named("openinference-langchain4j-service-call");

  private final Invocation invocation;
  private final Object request;

  private RequestHandoff(Invocation invocation, Object request) {
    this.invocation = invocation;
    this.request = request;
  }

  static void offer(Invocation invocation, Object request) {
    PENDING.set(new RequestHandoff(invocation, request));
  }

  /**
   * Forgets an offer that no traced model took, so that the offer does not keep the request in
   * memory.
   */
  static void withdraw() {
    PENDING.remove();
  }

  /** Opens the scope of the service that makes the call, if there is one. */
  static Scope enter(InterceptedCall call) {
    Context parent = parent(call);
    return parent == Context.current() ? Scope.noop() : GuardedScope.of(parent);
  }

  /** Returns the context of the service that makes the call, or the current context. */
  static Context parent(InterceptedCall call) {
    Context current = Context.current();
    RequestHandoff pending = PENDING.get();
    // By identity: requests compare by value, and equal requests may run at the same time.
    if (pending == null || pending.request != call.argument(0)) {
      return AgentCall.planningContext(current);
    }
    PENDING.remove();
    return pending
        .invocation
        .contextWithin(current)
        .with(SERVICE_CALL, Optional.of(pending.invocation));
  }

  /** Returns the service that makes the model call of this context, or null. */
  static @Nullable Invocation invocation(Context context) {
    Optional<Invocation> serviceCall = context.get(SERVICE_CALL);
    return serviceCall == null ? null : serviceCall.orElse(null);
  }

  /** Returns the context for user code, whose own model calls do not belong to the service. */
  static Context withoutMark(Context context) {
    return context.get(SERVICE_CALL) == null
        ? context
        : context.with(SERVICE_CALL, Optional.empty());
  }
}
