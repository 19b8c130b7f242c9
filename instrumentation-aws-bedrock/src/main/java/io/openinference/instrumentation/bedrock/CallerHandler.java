// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;
import software.amazon.awssdk.core.async.SdkPublisher;

/**
 * Runs the application's handler of a stream, and its subscribers, in the context of the caller.
 */
final class CallerHandler implements InvocationHandler {

  private final EventStreamResponseHandler<?, ?> handler;
  private final Context caller;

  private CallerHandler(EventStreamResponseHandler<?, ?> handler, Context caller) {
    this.handler = handler;
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
    Class<?> type = method.getParameterTypes()[1];
    replaced[1] =
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new CallerHandler(handler, caller));
    return replaced;
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (arguments != null && arguments.length == 1 && arguments[0] instanceof SdkPublisher<?> p) {
      arguments[0] = inContext(p);
    }
    try (Scope ignored = GuardedScope.of(caller)) {
      return method.invoke(handler, arguments);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      throw thrown == null ? e : thrown;
    }
  }

  private <T> SdkPublisher<T> inContext(SdkPublisher<T> publisher) {
    return SdkPublisher.adapt(
        subscriber -> publisher.subscribe(new CallerSubscriber<>(subscriber, caller)));
  }

  private record CallerSubscriber<T>(Subscriber<? super T> subscriber, Context caller)
      implements Subscriber<T> {

    @Override
    public void onSubscribe(Subscription subscription) {
      try (Scope ignored = GuardedScope.of(caller)) {
        subscriber.onSubscribe(subscription);
      }
    }

    @Override
    public void onNext(T event) {
      try (Scope ignored = GuardedScope.of(caller)) {
        subscriber.onNext(event);
      }
    }

    @Override
    public void onError(Throwable failure) {
      try (Scope ignored = GuardedScope.of(caller)) {
        subscriber.onError(failure);
      }
    }

    @Override
    public void onComplete() {
      try (Scope ignored = GuardedScope.of(caller)) {
        subscriber.onComplete();
      }
    }
  }
}
