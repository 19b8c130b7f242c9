// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import io.openinference.testing.contract.CountingText;
import io.openinference.testing.contract.FaultInjection;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Stands before a client of openai-java, as an application's own decorator may, and gives results
 * that do not do what they should.
 */
record ForeignClient(Object delegate, FaultInjection faults) implements InvocationHandler {

  /** The failing places of a result. */
  enum Place {
    RESPONSE_FIELD,
    RESULT,
    FUTURE,
    STATUS_CODE,
    HEADERS,
    BODY,
    CLOSE,
    STREAM,
    ITERATION,
    COMPLETION
  }

  static OpenAIClient of(OpenAIClient client, FaultInjection faults) {
    return (OpenAIClient) proxy(OpenAIClient.class, client, faults);
  }

  private static Object proxy(Class<?> type, Object delegate, FaultInjection faults) {
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, new ForeignClient(delegate, faults));
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
        ? proxy(method.getReturnType(), result, faults)
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
    return faults.run(Place.RESULT, () -> model(result));
  }

  /** Returns the model with a field that fails when it is read. */
  @SuppressWarnings("unchecked") // Nothing but the mapper looks at the values.
  private <T> T model(T model) {
    CountingText failing = new CountingText(count -> faults.run(Place.RESPONSE_FIELD, () -> {}));
    Map<String, ?> field = Map.of("extra", failing);
    if (model instanceof ChatCompletion completion) {
      return (T)
          completion.toBuilder().putAllAdditionalProperties((Map<String, JsonValue>) field).build();
    }
    if (model instanceof ChatCompletionChunk chunk) {
      return (T)
          chunk.toBuilder().putAllAdditionalProperties((Map<String, JsonValue>) field).build();
    }
    return model;
  }

  @SuppressWarnings("unchecked") // The wrapper of a type has that type.
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
      return faults.run(Place.FUTURE, () -> super.whenComplete(action));
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
      Integer status = faults.run(Place.STATUS_CODE, delegate::statusCode);
      return status == null ? 0 : status;
    }

    @Override
    public Headers headers() {
      return faults.run(Place.HEADERS, delegate::headers);
    }

    @Override
    public Optional<String> requestId() {
      return delegate.requestId();
    }

    @Override
    public InputStream body() {
      return faults.run(Place.BODY, delegate::body);
    }

    @Override
    public void close() {
      delegate.close();
      faults.run(Place.CLOSE, () -> {});
    }
  }

  private final class ForeignStream<T> implements StreamResponse<T> {

    private final StreamResponse<T> delegate;

    ForeignStream(StreamResponse<T> delegate) {
      this.delegate = delegate;
    }

    @Override
    public Stream<T> stream() {
      return faults.run(
          Place.STREAM,
          () -> delegate.stream().map(event -> faults.run(Place.ITERATION, () -> model(event))));
    }

    @Override
    public void close() {
      delegate.close();
      faults.run(Place.CLOSE, () -> {});
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
              handler.onNext(faults.run(Place.ITERATION, () -> model(event)));
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
      return faults.run(Place.COMPLETION, delegate::onCompleteFuture);
    }

    @Override
    public void close() {
      delegate.close();
      faults.run(Place.CLOSE, () -> {});
    }
  }
}
