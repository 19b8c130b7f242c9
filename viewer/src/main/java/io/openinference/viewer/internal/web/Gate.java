// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that another web site makes through the browser of the user, and requests
 * without the token.
 */
final class Gate {

  static final String COOKIE = "openinference_viewer";
  static final String OWN_HEADER = "X-OpenInference-Viewer";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final Set<String> FORM_TYPES =
      Set.of("", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data");

  private final WebSettings settings;

  Gate(WebSettings settings) {
    this.settings = settings;
  }

  /** Throws if the request must not be answered. */
  void check(Request request) throws HttpError {
    checkHost(request);
    checkOrigin(request);
    checkMutation(request);
    if (settings.token() != null && !isPublic(request) && !hasToken(request)) {
      throw new HttpError(
          401,
          "Open the address with #token=… that the viewer printed, or send the token as bearer.");
    }
  }

  /**
   * A page of another site can point its own name at this address. The browser then takes the
   * viewer for that site, and only the name in the header Host tells them apart. A token protects
   * without the name, because the browser sends no cookie to another name.
   */
  private void checkHost(Request request) throws HttpError {
    List<String> hosts = request.headers("Host");
    if (hosts.size() != 1) {
      throw new HttpError(400, "A request needs exactly one header Host.");
    } else if (settings.token() != null) {
      return;
    }
    String host = hosts.get(0);
    String name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    if (!LOOPBACK.contains(name) && !settings.allowedHosts().contains(name)) {
      throw new HttpError(
          403,
          "The host " + name + " is not allowed. The option --allow-host " + name + " allows it.");
    }
  }

  private void checkOrigin(Request request) throws HttpError {
    String origin = request.header("Origin");
    if (origin != null && !isOwn(origin, request) && !isAllowedSender(origin, request)) {
      throw new HttpError(
          403,
          "Pages of "
              + origin
              + " may not use the viewer. The option --allow-origin lets them send spans.");
    }
    String site = request.header("Sec-Fetch-Site");
    if (site != null && (site.equals("cross-site") || site.equals("same-site"))) {
      boolean opensPage =
          request.method().equals("GET")
              && "navigate".equals(request.header("Sec-Fetch-Mode"))
              && "document".equals(request.header("Sec-Fetch-Dest"));
      if (!opensPage && (origin == null || !isAllowedSender(origin, request))) {
        throw new HttpError(403, "Another site may not use the viewer.");
      }
    }
  }

  private static boolean isOwn(String origin, Request request) {
    String host = request.header("Host");
    return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
  }

  boolean isAllowedSender(String origin, Request request) {
    return request.segment(0).equals("v1")
        && request.segment(1).equals("traces")
        && request.size() == 2
        && settings.allowedOrigins().contains(origin);
  }

  /** A form of another page can post, but it cannot name these types or set a header. */
  private void checkMutation(Request request) throws HttpError {
    if (request.method().equals("GET")
        || request.method().equals("HEAD")
        || request.method().equals("OPTIONS")) {
      return;
    }
    boolean fromBrowser =
        request.header("Sec-Fetch-Site") != null || request.header("Origin") != null;
    String origin = request.header("Origin");
    boolean allowedSender = origin != null && isAllowedSender(origin, request);
    if (fromBrowser && !allowedSender && request.header(OWN_HEADER) == null) {
      throw new HttpError(403, "A browser must send the header " + OWN_HEADER + " with a change.");
    }
    boolean isUpload = !fromBrowser && request.is("POST", "v1", "datasets", "upload");
    String type = request.header("Content-Type");
    if ((type != null || request.hasBody()) && isOfForm(type) && !isUpload) {
      throw new HttpError(415, "Content-Type must be application/json or application/x-protobuf.");
    }
  }

  /** Returns whether a page of any site could send this type without asking the viewer first. */
  private static boolean isOfForm(@Nullable String type) {
    String plain = type == null ? "" : type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    return FORM_TYPES.contains(plain);
  }

  private boolean isPublic(Request request) {
    String origin = request.header("Origin");
    if (request.method().equals("OPTIONS") && origin != null && isAllowedSender(origin, request)) {
      // A browser asks without the token whether it may send with the token.
      return true;
    }
    String first = request.segment(0);
    boolean isFile = !first.equals("api") && !first.equals("v1");
    return (isFile && request.method().equals("GET")) || request.is("POST", "api", "login");
  }

  private boolean hasToken(Request request) {
    String authorization = request.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return isToken(authorization.substring(7).strip());
    }
    String cookies = request.header("Cookie");
    for (String cookie : cookies == null ? new String[0] : cookies.split(";", -1)) {
      if (cookie.strip().startsWith(COOKIE + "=")) {
        return isToken(cookie.strip().substring(COOKIE.length() + 1));
      }
    }
    return false;
  }

  /** Compares in constant time, so that the time of an answer tells nothing about the token. */
  boolean isToken(@Nullable String shown) {
    String token = settings.token();
    return token != null
        && shown != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }
}
