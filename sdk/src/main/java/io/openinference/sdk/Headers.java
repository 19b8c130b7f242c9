// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Request headers by name. Names are in lower case, as gRPC requires. No message quotes a value,
 * because headers carry credentials.
 */
final class Headers {

  static final String AUTHORIZATION = "authorization";

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]+");
  private static final Pattern CREDENTIAL =
      Pattern.compile("auth|key|token|secret|password|credential|cookie");
  private static final String ALLOWED = "comma-separated name=value pairs with URL-encoded values";

  /** Reads a setting. A "+" is not decoded, because Base64 keys contain it. */
  static Map<String, String> parse(EnvironmentSettings settings, String property) {
    Map<String, String> headers = new LinkedHashMap<>();
    String text = settings.text(property);
    if (text == null) {
      return headers;
    }
    List<Integer> badPositions = new ArrayList<>();
    int position = 0;
    for (String pair : text.split(",", -1)) {
      position++;
      if (!pair.isBlank() && !addPair(headers, pair)) {
        badPositions.add(position);
      }
    }
    if (!badPositions.isEmpty()) {
      warn(property, badPositions);
      // OpenTelemetry reads the same setting and would throw on a bad pair.
      settings.correct(property, encode(headers));
    }
    return headers;
  }

  private static void warn(String property, List<Integer> badPositions) {
    EnvironmentSettings.warn(
        EnvironmentSettings.name(property)
            + " has bad pairs at the positions "
            + badPositions
            + " (values are not shown) but must be "
            + ALLOWED
            + "; these pairs are ignored.");
  }

  private static boolean addPair(Map<String, String> headers, String pair) {
    int equalsSign = pair.indexOf('=');
    if (equalsSign < 0) {
      return false;
    }
    String name = decode(pair.substring(0, equalsSign)).trim();
    String value = decode(pair.substring(equalsSign + 1)).trim();
    if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
      return false;
    }
    headers.put(name.toLowerCase(Locale.ROOT), value);
    return true;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  /**
   * Checks headers that were set in code.
   *
   * @throws IllegalArgumentException if a name or value is not allowed in a header
   */
  static Map<String, String> require(Map<String, String> headers) {
    Map<String, String> checked = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> checked.put(requireName(name), requireValue("headers: " + name, value)));
    return checked;
  }

  private static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "headers has the name \"" + name + "\" but a name must be letters, digits and -_.");
    }
    return name.toLowerCase(Locale.ROOT);
  }

  static String requireValue(String setting, String value) {
    String trimmed = value.trim();
    if (!VALUE.matcher(trimmed).matches()) {
      throw new IllegalArgumentException(
          setting + " has a value (not shown) that must be printable ASCII and not blank");
    }
    return trimmed;
  }

  static boolean isValue(String text) {
    return VALUE.matcher(text).matches();
  }

  /** Tells whether a header of this name carries a credential. */
  static boolean isCredential(String name) {
    return CREDENTIAL.matcher(name).find();
  }

  /** Writes headers in the format of OpenTelemetry's settings. */
  static String encode(Map<String, String> headers) {
    return headers.entrySet().stream()
        .map(
            header ->
                header.getKey()
                    + "="
                    + URLEncoder.encode(header.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining(","));
  }

  private Headers() {}
}
