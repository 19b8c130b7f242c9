// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Tells Phoenix's answers from those of anything that stands between, and successes from errors.
 */
final class AnswerCheck {

  private static final int MAX_MESSAGE = 2_000;

  /** The bytes at the start of a body that tell an HTML page. */
  private static final int LONGEST_START = 200;

  /** Returns whether the same request may succeed later. */
  static boolean isTemporary(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  /** Returns the answer if it is Phoenix's and tells success. */
  static ApiAnswer check(
      String route, HttpResponse<byte[]> response, boolean afterUncertain, String base) {
    int status = response.statusCode();
    boolean isForeign = isHtml(response);
    if (status < 200 || status >= 300 || isForeign) {
      // The first try deleted what the second try does not find. A proxy knows nothing of that.
      if (afterUncertain && status == 404 && !isForeign && route.startsWith("DELETE ")) {
        return new ApiAnswer(route, 204, "", new byte[0]);
      }
      throw refusal(route, response, afterUncertain, base);
    }
    return new ApiAnswer(route, status, contentType(response), response.body());
  }

  static PhoenixException refusal(
      String route, HttpResponse<byte[]> response, boolean afterUncertain, String base) {
    int status = response.statusCode();
    if (status >= 300 && status < 400) {
      String location = place(response.headers().firstValue("Location").orElse("nowhere"));
      return new PhoenixException(
          route,
          status,
          "",
          "This is a redirect to "
              + location
              + ". The client follows no redirects, because they would carry the API key elsewhere."
              + " Set the base URL to the address of Phoenix itself, with https and with its path",
          afterUncertain);
    }
    if (isHtml(response)) {
      return new PhoenixException(
          route,
          status,
          "",
          "The answer is an HTML page and not one of Phoenix's API: a proxy, a login page or"
              + " another server answers at "
              + base
              + ". If Phoenix runs below a path, the base URL must end with this path. An old"
              + " Phoenix also sends such a page for a route that it does not know",
          afterUncertain);
    }
    String text = shorten(new String(response.body(), StandardCharsets.UTF_8).trim());
    return new PhoenixException(route, status, text, explanation(status), afterUncertain);
  }

  static String shorten(String text) {
    return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "...";
  }

  private static String explanation(int status) {
    return switch (status) {
      case 401 -> "The API key is missing or wrong (PHOENIX_API_KEY)";
      case 403 -> "This API key may not do that, or the server allows it to nobody";
      case 507 -> "The disk of Phoenix is full";
      default -> "";
    };
  }

  /** Leaves out user and parameters, which may be secrets. */
  private static String place(String location) {
    return ServerAddress.withoutUser(location.replaceFirst("[?#].*", ""));
  }

  private static boolean isHtml(HttpResponse<byte[]> response) {
    String type = contentType(response).toLowerCase(Locale.ROOT);
    if (type.startsWith("text/html") || type.startsWith("application/xhtml")) {
      return true;
    }
    // Some proxies name no type, or the type that the client accepts.
    byte[] body = response.body();
    String start =
        new String(body, 0, Math.min(body.length, LONGEST_START), StandardCharsets.UTF_8)
            .strip()
            .toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype html") || start.startsWith("<html");
  }

  private static String contentType(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  private AnswerCheck() {}
}
