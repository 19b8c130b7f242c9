// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request to a route below {@code /v1}. */
final class ApiRequest {

  /** The effect of a second sending of the same request. */
  enum Repeat {
    /** The same as the first alone. */
    HARMLESS,
    /** The work again. So only requests are repeated that the server surely left alone. */
    DOUBLES
  }

  private final String method;
  private final String path;
  private final List<String> query = new ArrayList<>();
  private String accept = "application/json";
  private @Nullable String contentType;
  private byte[] body = new byte[0];
  private Repeat repeat;

  private ApiRequest(String method, String template, Object... segments) {
    this.method = method;
    this.path = path(template, segments);
    this.repeat =
        method.equals("POST") || method.equals("PATCH") ? Repeat.DOUBLES : Repeat.HARMLESS;
  }

  /**
   * Creates a request.
   *
   * @param template the path below {@code /v1/}, with {@code {}} for each segment
   */
  static ApiRequest get(String template, Object... segments) {
    return new ApiRequest("GET", template, segments);
  }

  static ApiRequest post(String template, Object... segments) {
    return new ApiRequest("POST", template, segments);
  }

  static ApiRequest put(String template, Object... segments) {
    return new ApiRequest("PUT", template, segments);
  }

  static ApiRequest patch(String template, Object... segments) {
    return new ApiRequest("PATCH", template, segments);
  }

  static ApiRequest delete(String template, Object... segments) {
    return new ApiRequest("DELETE", template, segments);
  }

  /** Adds a parameter, unless the value is null. */
  ApiRequest query(String name, @Nullable Object value) {
    if (value != null) {
      query.add(encode(name) + "=" + encode(value.toString()));
    }
    return this;
  }

  ApiRequest queries(String name, Iterable<?> values) {
    values.forEach(value -> query(name, value));
    return this;
  }

  ApiRequest accept(String type) {
    accept = type;
    return this;
  }

  ApiRequest body(String type, byte[] bytes) {
    contentType = type;
    body = bytes;
    return this;
  }

  ApiRequest repeat(Repeat repeat) {
    this.repeat = repeat;
    return this;
  }

  String method() {
    return method;
  }

  String accept() {
    return accept;
  }

  @Nullable String contentType() {
    return contentType;
  }

  byte[] body() {
    return body;
  }

  Repeat repeat() {
    return repeat;
  }

  URI uri(String base) {
    String text = base + "/v1/" + path;
    return URI.create(query.isEmpty() ? text : text + "?" + String.join("&", query));
  }

  /** Returns method and URL without parameters, because these may hold content. */
  String route(String base) {
    return method + " " + base + "/v1/" + path;
  }

  private static String path(String template, Object... segments) {
    String result = template;
    for (Object segment : segments) {
      String text = segment.toString();
      // Servers decode %2F, and proxies resolve dots: the request would go to another route.
      if (!GlobalId.isPathSegment(text)) {
        throw new IllegalArgumentException(
            "No name or id in a URL may be empty, '.' or '..', or have a slash: '" + text + "'");
      }
      result = result.replaceFirst("\\{}", encode(text).replace("$", "\\$"));
    }
    return result;
  }

  static String encode(String text) {
    // URLEncoder writes forms, in which a space is a plus.
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
