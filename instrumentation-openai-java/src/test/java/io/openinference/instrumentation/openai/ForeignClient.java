// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import io.openinference.instrumentation.openai.ForeignCode.Place;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Stands before a client of openai-java, as an application's own decorator may, and gives results
 * that do not do what they should.
 */
record ForeignClient(Object delegate, ForeignCode foreign) implements InvocationHandler {

  static OpenAIClient of(OpenAIClient client, ForeignCode foreign) {
    return (OpenAIClient) proxy(OpenAIClient.class, client, foreign);
  }

  private static Object proxy(Class<?> type, Object delegate, ForeignCode foreign) {
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, new ForeignClient(delegate, foreign));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    Object result;
    try {
      result = method.invoke(delegate, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
    return Services.isService(method.getReturnType())
        ? proxy(method.getReturnType(), result, foreign)
        : wrap(result);
  }

  private Object wrap(Object result) {
    if (result instanceof CompletableFuture<?> future) {
      return new ForeignFuture(future.thenApply(this::wrap));
    }
    if (result instanceof HttpResponseFor<?> response) {
      return new ForeignResponse<>(response);
    }
    if (result instanceof StreamResponse<?> stream) {
      return new ForeignStream<>(stream);
    }
    if (result instanceof AsyncStreamResponse<?> stream) {
      return new ForeignAsyncStream<>(stream);
    }
    return foreign.at(Place.RESULT, () -> foreign.model(result));
  }

  @SuppressWarnings("unchecked") // What wraps a type is of that type.
  private <T> T wrapAs(T result) {
    return (T) wrap(result);
  }

  private final class ForeignFuture extends CompletableFuture<Object> {

    ForeignFuture(CompletableFuture<?> source) {
      source.whenComplete(
          (result, failure) -> {
            if (failure == null) {
              complete(result);
            } else {
              completeExceptionally(failure);
            }
          });
    }

    @Override
    public CompletableFuture<Object> whenComplete(
        BiConsumer<? super Object, ? super Throwable> action) {
      return foreign.at(Place.FUTURE, () -> super.whenComplete(action));
    }
  }

  private final class ForeignResponse<T> implements HttpResponseFor<T> {

    private final HttpResponseFor<T> delegate;

    ForeignResponse(HttpResponseFor<T> delegate) {
      this.delegate = delegate;
    }

    @Override
    public T parse() {
      return wrapAs(delegate.parse());
    }

    @Override
    public int statusCode() {
      Integer status = foreign.at(Place.STATUS_CODE, delegate::statusCode);
      return status == null ? 0 : status;
    }

    @Override
    public Headers headers() {
      return foreign.at(Place.HEADERS, delegate::headers);
    }

    @Override
    public Optional<String> requestId() {
      return delegate.requestId();
    }

    @Override
    public InputStream body() {
      return foreign.at(Place.BODY, delegate::body);
    }

    @Override
    public void close() {
      delegate.close();
      foreign.at(Place.CLOSE, () -> this);
    }
  }

  private final class ForeignStream<T> implements StreamResponse<T> {

    private final StreamResponse<T> delegate;

    ForeignStream(StreamResponse<T> delegate) {
      this.delegate = delegate;
    }

    @Override
    public Stream<T> stream() {
      return foreign.at(
          Place.STREAM,
          () ->
              delegate.stream()
                  .map(event -> foreign.at(Place.ITERATION, () -> foreign.model(event))));
    }

    @Override
    public void close() {
      delegate.close();
      foreign.at(Place.CLOSE, () -> this);
    }
  }

  private final class ForeignAsyncStream<T> implements AsyncStreamResponse<T> {

    private final AsyncStreamResponse<T> delegate;

    ForeignAsyncStream(AsyncStreamResponse<T> delegate) {
      this.delegate = delegate;
    }

    @Override
    public AsyncStreamResponse<T> subscribe(Handler<? super T> handler) {
      delegate.subscribe(
          new Handler<T>() {
            @Override
            public void onNext(T event) {
              handler.onNext(foreign.at(Place.ITERATION, () -> foreign.model(event)));
            }

            @Override
            public void onComplete(Optional<Throwable> failure) {
              handler.onComplete(failure);
            }
          });
      return this;
    }

    @Override
    public AsyncStreamResponse<T> subscribe(Handler<? super T> handler, Executor executor) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> onCompleteFuture() {
      return foreign.at(Place.COMPLETION, delegate::onCompleteFuture);
    }

    @Override
    public void close() {
      delegate.close();
      foreign.at(Place.CLOSE, () -> this);
    }
  }
}
