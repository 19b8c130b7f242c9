// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** An answer that is there already. */
final class CannedHttpResponse implements HttpResponse {

  private final Headers headers;
  private final InputStream body;

  CannedHttpResponse(Headers headers, byte[] body) {
    this.headers = headers;
    this.body = new ByteArrayInputStream(body);
  }

  @Override
  public int statusCode() {
    return 200;
  }

  @Override
  public Headers headers() {
    return headers;
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void close() {}
}
