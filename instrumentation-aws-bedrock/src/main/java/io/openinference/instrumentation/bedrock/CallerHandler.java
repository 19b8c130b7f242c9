// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.call.DelegatingHandler;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;
import software.amazon.awssdk.core.async.SdkPublisher;

/**
 * Runs the methods of the application's handler of a stream, and those of its subscribers, in the
 * context of the caller.
 */
final class CallerHandler extends DelegatingHandler {

  private final Context caller;

  private CallerHandler(Object delegate, Context caller) {
    super(delegate);
    this.caller = caller;
  }

  /** Returns the arguments of a call, with its handler replaced where it has one. */
  static @Nullable Object @Nullable [] replaceIn(
      @Nullable Object @Nullable [] arguments, Method method, Context caller) {
    if (arguments == null
        || arguments.length < 2
        || !(arguments[1] instanceof EventStreamResponseHandler<?, ?> handler)) {
      return arguments;
    }
    @Nullable Object[] replaced = arguments.clone();
    replaced[1] = new CallerHandler(handler, caller).as(method.getParameterTypes()[1]);
    return replaced;
  }

  @Override
  @SuppressWarnings("NullAway") // NullAway reads no annotations of arrays in other modules.
  protected @Nullable Object handle(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (arguments != null && arguments.length == 1 && arguments[0] instanceof SdkPublisher<?> p) {
      arguments[0] = inContext(p);
    }
    try (Scope ignored = GuardedScope.of(caller)) {
      return pass(method, arguments);
    }
  }

  @SuppressWarnings("unchecked") // The proxy has the type of the subscriber.
  private <T> SdkPublisher<T> inContext(SdkPublisher<T> publisher) {
    return SdkPublisher.adapt(
        subscriber ->
            publisher.subscribe(
                (Subscriber<? super T>)
                    new CallerHandler(subscriber, caller).as(Subscriber.class)));
  }
}
