// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;
import software.amazon.awssdk.core.async.SdkPublisher;

/**
 * Runs the methods of the application's handler of a stream, and those of its subscribers, in the
 * context of the caller.
 */
final class CallerHandler implements InvocationHandler {

  private final Object delegate;
  private final Context caller;

  private CallerHandler(Object delegate, Context caller) {
    this.delegate = delegate;
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
    replaced[1] = inContext(method.getParameterTypes()[1], handler, caller);
    return replaced;
  }

  private static Object inContext(Class<?> type, Object delegate, Context caller) {
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, new CallerHandler(delegate, caller));
  }

  @Override
  @SuppressWarnings("NullAway") // NullAway reads no annotations of arrays in other modules.
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (arguments != null && arguments.length == 1 && arguments[0] instanceof SdkPublisher<?> p) {
      arguments[0] = inContext(p);
    }
    try (Scope ignored = GuardedScope.of(caller)) {
      return InterceptedCall.invoke(method, delegate, arguments);
    }
  }

  @SuppressWarnings("unchecked") // The proxy has the type of the subscriber.
  private <T> SdkPublisher<T> inContext(SdkPublisher<T> publisher) {
    return SdkPublisher.adapt(
        subscriber ->
            publisher.subscribe(
                (Subscriber<? super T>) inContext(Subscriber.class, subscriber, caller)));
  }
}
