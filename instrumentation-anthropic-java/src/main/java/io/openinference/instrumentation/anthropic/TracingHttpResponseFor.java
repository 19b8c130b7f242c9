// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import io.openinference.instrumentation.api.call.OpenResult;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A response that the application may parse, or read as bytes. */
final class TracingHttpResponseFor<T> implements HttpResponseFor<T> {

  private final HttpResponseFor<T> delegate;
  private final TracingHttpResponse response;
  private final OpenResult open;
  private final Object lock = new Object();
  // Guarded by lock.
  private @Nullable StreamResponse<?> stream;

  TracingHttpResponseFor(HttpResponseFor<T> delegate, OpenResult open) {
    this.delegate = delegate;
    this.response = new TracingHttpResponse(delegate, open);
    this.open = open;
  }

  @Override
  public T parse() {
    T parsed;
    try {
      parsed = delegate.parse();
    } catch (Throwable failure) {
      open.fail(failure);
      throw failure;
    }
    if (parsed instanceof StreamResponse<?> events) {
      @SuppressWarnings("unchecked") // T is an interface, and this another implementation of it.
      T traced = (T) trace(events);
      return traced;
    }
    try {
      open.call().recordResponse(parsed);
    } finally {
      open.end();
    }
    return parsed;
  }

  /** The delegate gives the same stream each time, and so does this. */
  private StreamResponse<?> trace(StreamResponse<?> events) {
    synchronized (lock) {
      if (stream == null) {
        stream = new TracingStreamResponse<>(events, open);
      }
      return stream;
    }
  }

  @Override
  public int statusCode() {
    return response.statusCode();
  }

  @Override
  public Headers headers() {
    return response.headers();
  }

  @Override
  public Optional<String> requestId() {
    return response.requestId();
  }

  @Override
  public InputStream body() {
    return response.body();
  }

  @Override
  public void close() {
    response.close();
  }
}
