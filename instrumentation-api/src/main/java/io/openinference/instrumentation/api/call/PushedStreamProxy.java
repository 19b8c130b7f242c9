// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A stream that pushes its events to a handler. The call ends with the last event, with an error of
 * the stream, or when the stream is closed.
 *
 * <p>Libraries close a garbage-collected stream and then complete its future, so abandoned calls
 * end too. The objects that the future refers to must therefore not refer to this stream.
 */
final class PushedStreamProxy extends DelegatingHandler {

  private final PushedStream stream;

  private PushedStreamProxy(Object delegate, PushedStream stream) {
    super(delegate);
    this.stream = stream;
  }

  /**
   * Returns the stream that replaces the library's stream.
   *
   * @param completion completes when the library's stream is over
   */
  static Object of(
      Class<?> type, Object delegate, CompletableFuture<?> completion, CallRecorder<?> call) {
    PushedStream stream = new PushedStream(call);
    CompletableFuture<?> unused =
        completion.whenComplete((none, failure) -> stream.complete(failure));
    return new PushedStreamProxy(delegate, stream).as(type);
  }

  @Override
  protected @Nullable Object handle(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    return switch (method.getName()) {
      case "subscribe" -> {
        pass(method, traced(method, arguments));
        yield proxy;
      }
      case "onCompleteFuture" -> stream.completion();
      default -> pass(method, arguments);
    };
  }

  /** The library decides what to do with a null handler. */
  private @Nullable Object @Nullable [] traced(
      Method subscribe, @Nullable Object @Nullable [] arguments) {
    if (arguments == null || arguments[0] == null) {
      return arguments;
    }
    @Nullable Object[] traced = arguments.clone();
    traced[0] = new EventHandler(arguments[0], stream).as(subscribe.getParameterTypes()[0]);
    return traced;
  }

  /** The application's handler of events. */
  private static final class EventHandler extends DelegatingHandler {

    private final PushedStream stream;

    EventHandler(Object delegate, PushedStream stream) {
      super(delegate);
      this.stream = stream;
    }

    @Override
    protected @Nullable Object handle(
        Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      Object argument = arguments == null ? null : arguments[0];
      switch (method.getName()) {
        case "onNext" -> stream.next(argument, () -> pass(method, arguments));
        case "onComplete" -> stream.complete(failureIn(argument), () -> pass(method, arguments));
        default -> {
          return pass(method, arguments);
        }
      }
      return null;
    }

    private static @Nullable Throwable failureIn(@Nullable Object outcome) {
      return outcome instanceof Optional<?> failure && failure.orElse(null) instanceof Throwable t
          ? t
          : null;
    }
  }
}
