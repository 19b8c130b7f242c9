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
  // Guarded by lock. Shared, because each call of body() may give another stream of the same bytes.
  private @Nullable BodyRecorder recorder;

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
      if (recorder == null) {
        recorder = newRecorder();
      }
      return new TracingBody(source, open, recorder);
    }
  }

  private BodyRecorder newRecorder() {
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
      if (recorder != null) {
        recorder.finish();
      }
    }
    open.end();
  }
}
