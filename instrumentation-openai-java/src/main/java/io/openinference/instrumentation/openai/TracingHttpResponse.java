// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A response whose call ends when the application has read its body, or closes it. */
final class TracingHttpResponse implements HttpResponse {

  private final HttpResponse delegate;
  private final OpenCall open;
  private final Object lock = new Object();
  // Guarded by lock.
  private @Nullable TracingBody body;

  TracingHttpResponse(HttpResponse delegate, OpenCall open) {
    this.delegate = delegate;
    this.open = open;
    open.call().recordHttpStatus(delegate.statusCode());
  }

  @Override
  public int statusCode() {
    return delegate.statusCode();
  }

  @Override
  public Headers headers() {
    return delegate.headers();
  }

  @Override
  public Optional<String> requestId() {
    return delegate.requestId();
  }

  @Override
  public InputStream body() {
    InputStream source = delegate.body();
    synchronized (lock) {
      if (body == null || !body.reads(source)) {
        body = new TracingBody(source, open, bodyRecorder());
      }
      return body;
    }
  }

  private BodyRecorder bodyRecorder() {
    try {
      List<String> contentTypes = delegate.headers().values("content-type");
      return BodyRecorder.of(contentTypes.isEmpty() ? null : contentTypes.get(0), open.call());
    } catch (Throwable fault) {
      open.call().giveUp(fault);
      return BodyRecorder.NONE;
    }
  }

  @Override
  public void close() {
    try {
      delegate.close();
    } finally {
      end();
    }
  }

  private void end() {
    synchronized (lock) {
      if (body != null) {
        body.finish();
      }
    }
    open.end();
  }
}
