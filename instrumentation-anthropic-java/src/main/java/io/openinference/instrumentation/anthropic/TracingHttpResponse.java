// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import io.openinference.instrumentation.api.call.OpenResult;
import io.openinference.instrumentation.api.call.TracingBody;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A response whose call ends when the application has read its body, or closes it. */
final class TracingHttpResponse implements HttpResponse {

  private final HttpResponse delegate;
  private final OpenResult open;

  TracingHttpResponse(HttpResponse delegate, OpenResult open) {
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
  @SuppressWarnings("NullAway") // A transport of the application's own may give no body.
  public InputStream body() {
    InputStream source = delegate.body();
    if (source == null) {
      return null;
    }
    return TracingBody.of(source, this::contentType, open);
  }

  private @Nullable String contentType() {
    List<String> contentTypes = delegate.headers().values("content-type");
    return contentTypes.isEmpty() ? null : contentTypes.get(0);
  }

  @Override
  public void close() {
    try {
      delegate.close();
    } finally {
      open.end();
    }
  }
}
