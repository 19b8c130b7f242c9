// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The code that both servers of this module share. */
final class HttpExchanges {

  /** Returns the request's headers by lower-case name. */
  static Map<String, List<String>> headers(HttpExchange exchange) {
    Map<String, List<String>> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    return headers;
  }

  static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    // In the JDK's server, a length of 0 means a chunked body and -1 means no body.
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private HttpExchanges() {}
}
