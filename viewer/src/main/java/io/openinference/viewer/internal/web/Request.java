// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request with its path and its parameters taken apart. */
final class Request {

  private final HttpExchange exchange;
  private final List<String> path = new ArrayList<>();
  private final Map<String, List<String>> parameters = new HashMap<>();

  Request(HttpExchange exchange) throws HttpError {
    this.exchange = exchange;
    for (String segment : exchange.getRequestURI().getRawPath().split("/", -1)) {
      if (!segment.isEmpty()) {
        path.add(decode(segment));
      }
    }
    String query = exchange.getRequestURI().getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
  }

  private static String decode(String text) throws HttpError {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new HttpError(400, "The address has a malformed percent escape.");
    }
  }

  /** Writes a text so that it can stand in an address or a header. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  HttpExchange exchange() {
    return exchange;
  }

  String method() {
    return exchange.getRequestMethod();
  }

  int size() {
    return path.size();
  }

  /** Returns a segment of the path; an empty text behind its end. */
  String segment(int index) {
    return index < path.size() ? path.get(index) : "";
  }

  boolean is(String method, String... segments) {
    if (!method().equals(method) || segments.length != path.size()) {
      return false;
    }
    for (int i = 0; i < segments.length; i++) {
      if (!segments[i].equals("*") && !segments[i].equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Nullable String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  List<String> headers(String name) {
    return exchange.getRequestHeaders().getOrDefault(name, List.of());
  }

  boolean hasBody() {
    String length = header("Content-Length");
    return header("Transfer-Encoding") != null || (length != null && !length.equals("0"));
  }

  @Nullable String parameter(String name) {
    List<String> values = parameters.get(name);
    return values == null || values.get(0).isBlank() ? null : values.get(0);
  }

  List<String> parameters(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  long number(String name, long fallback) throws HttpError {
    String value = parameter(name);
    try {
      return value == null ? fallback : (long) Double.parseDouble(value);
    } catch (NumberFormatException noNumber) {
      throw new HttpError(400, "The parameter " + name + " is no number.");
    }
  }

  /** Returns the number of rows that a page of a list may have. */
  int limit(int fallback) throws HttpError {
    return (int) Math.max(1, Math.min(1000, number("limit", fallback)));
  }
}
