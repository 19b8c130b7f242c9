// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that reached a {@link StubServer}.
 *
 * @since 0.1.0
 */
public final class StubRequest {

  private final String method;
  private final String path;
  private final String query;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  private StubRequest(
      String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  static StubRequest read(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    return new StubRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        query == null ? "" : query,
        HttpExchanges.headers(exchange),
        exchange.getRequestBody().readAllBytes());
  }

  /** Returns the method, such as {@code POST}. */
  public String method() {
    return method;
  }

  /** Returns the decoded path, such as {@code /chat/completions}. */
  public String path() {
    return path;
  }

  /** Returns the query as it was sent, without the question mark; empty if there was none. */
  public String query() {
    return query;
  }

  /** Returns the header values by lower-case name. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** Returns the first value of a header, or null if the request does not have the header. */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? null : values.get(0);
  }

  /** Returns a copy of the body as it was sent. */
  public byte[] body() {
    return body.clone();
  }

  /** Returns the body as text in UTF-8. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
