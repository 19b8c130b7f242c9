// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the endpoint that a user sets into the URL that requests go to. */
final class OtlpEndpoint {

  private static final String TRACES_PATH = "/v1/traces";
  private static final Pattern PORT_SUFFIX = Pattern.compile(":\\d*$");
  private static final Pattern LOOPBACK_ADDRESS =
      Pattern.compile("127(\\.\\d{1,3}){3}|\\[(0*:)*0*1]|\\[::ffff:127(\\.\\d{1,3}){3}]");

  static @Nullable URI parse(String text) {
    try {
      URI uri = new URI(text);
      return isUsable(uri) ? uri : null;
    } catch (URISyntaxException | MalformedURLException | IllegalArgumentException notAUrl) {
      return null;
    }
  }

  private static boolean isUsable(URI uri) throws MalformedURLException {
    // URI.getHost() is null for names such as my_service, which container networks use.
    URL url = uri.toURL();
    return (url.getProtocol().equals("http") || url.getProtocol().equals("https"))
        && !url.getHost().isEmpty()
        && url.getPort() != 0
        && url.getPort() <= 65_535
        && uri.getRawAuthority().indexOf('@') < 0
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  static boolean hasPath(URI uri) {
    return !path(uri).isEmpty();
  }

  static int port(URI uri) {
    try {
      return uri.toURL().getPort();
    } catch (MalformedURLException unexpected) {
      return -1;
    }
  }

  /**
   * Returns the URL of trace requests for a base URL, or the URL itself if it is already that of
   * trace requests.
   */
  static URI httpTraces(URI base) {
    String path = path(base);
    return path.endsWith(TRACES_PATH)
        ? replace(base, base.getRawAuthority(), path)
        : replace(base, base.getRawAuthority(), path + TRACES_PATH);
  }

  /** Returns the URL with its port, or with the default port if it has none. */
  static URI grpc(URI uri, int defaultPort) {
    return port(uri) < 0 ? withPort(uri, defaultPort) : replace(uri, uri.getRawAuthority(), "");
  }

  static URI withPort(URI uri, int port) {
    String host = PORT_SUFFIX.matcher(uri.getRawAuthority()).replaceFirst("");
    return replace(uri, host + ":" + port, "");
  }

  private static String path(URI uri) {
    String path = uri.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return path;
  }

  private static URI replace(URI uri, String authority, String path) {
    return URI.create(uri.getScheme().toLowerCase(Locale.ROOT) + "://" + authority + path);
  }

  /** Tells whether requests stay on this machine. Does not query DNS. */
  static boolean isLoopback(URI uri) {
    String host =
        PORT_SUFFIX.matcher(uri.getRawAuthority()).replaceFirst("").toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || LOOPBACK_ADDRESS.matcher(host).matches();
  }

  /** Returns the URL without user name and password. */
  static String withoutUserInfo(URI uri) {
    String authority = uri.getRawAuthority();
    return authority == null
        ? uri.toString()
        : uri.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + path(uri);
  }

  private OtlpEndpoint() {}
}
