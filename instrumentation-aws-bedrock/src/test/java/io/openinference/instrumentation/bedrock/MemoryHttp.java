// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.testing.contract.FaultInjection;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** The application's own HTTP clients, which answer in memory and may fail. */
record MemoryHttp(FaultInjection faults, byte[] body, String contentType) {

  /** Where it fails. */
  enum Place {
    RESPONSE_READ
  }

  private SdkHttpResponse head() {
    return SdkHttpResponse.builder()
        .statusCode(200)
        .putHeader("Content-Type", contentType)
        .putHeader("Content-Length", Integer.toString(body.length))
        .build();
  }

  SdkHttpClient sync() {
    return new SdkHttpClient() {
      @Override
      public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
          @Override
          public HttpExecuteResponse call() {
            return HttpExecuteResponse.builder()
                .response(head())
                .responseBody(AbortableInputStream.create(new FaultyStream()))
                .build();
          }

          @Override
          public void abort() {}
        };
      }

      @Override
      public void close() {}
    };
  }

  SdkAsyncHttpClient async() {
    return new SdkAsyncHttpClient() {
      @Override
      public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        request.responseHandler().onHeaders(head());
        CompletableFuture<Void> end = new CompletableFuture<>();
        request
            .responseHandler()
            .onStream(subscriber -> subscriber.onSubscribe(new Answer(subscriber, end)));
        return end;
      }

      @Override
      public void close() {}
    };
  }

  private final class FaultyStream extends FilterInputStream {

    FaultyStream() {
      super(new ByteArrayInputStream(body));
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      faults.run(Place.RESPONSE_READ, () -> {});
      return super.read(bytes, offset, length);
    }
  }

  /** Sends the body as one buffer. */
  private final class Answer implements Subscription {

    private final Subscriber<? super ByteBuffer> subscriber;
    private final CompletableFuture<Void> end;
    private boolean isOver;

    Answer(Subscriber<? super ByteBuffer> subscriber, CompletableFuture<Void> end) {
      this.subscriber = subscriber;
      this.end = end;
    }

    @Override
    public void request(long count) {
      if (!isOver) {
        isOver = true;
        subscriber.onNext(ByteBuffer.wrap(body));
        subscriber.onComplete();
        end.complete(null);
      }
    }

    @Override
    public void cancel() {
      isOver = true;
      end.complete(null);
    }
  }
}
