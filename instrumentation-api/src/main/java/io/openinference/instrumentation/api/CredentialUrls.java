// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.spi.CredentialNames;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Replaces the credentials in a URL: user info, and parameters of the query and the fragment. */
final class CredentialUrls {

  /** The maximum length of a scheme, long enough for names such as {@code postgresql}. */
  private static final int MAX_SCHEME_LENGTH = 24;

  /** Tells whether a text starts like a URL and has a part that may hold credentials. */
  static boolean mayHoldCredential(String text) {
    return schemeEnd(text) >= 0 && hasCredentialPart(text);
  }

  private static boolean hasCredentialPart(String url) {
    return url.indexOf('?') >= 0 || url.indexOf('#') >= 0 || url.indexOf('@') >= 0;
  }

  /** Returns the index of {@code ://}, or -1 if the text does not start with a scheme. */
  private static int schemeEnd(String text) {
    int end = Math.min(text.length(), MAX_SCHEME_LENGTH);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == ':' && text.startsWith("://", i)) {
        return i > 0 ? i : -1;
      }
      // A scheme may have another one before it, as in jdbc:postgresql://.
      if (c != ':' && !isSchemeCharacter(c)) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isSchemeCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '-'
        || c == '.';
  }

  /** Returns the same string if it holds no credential. */
  static String redact(String url) {
    return hasCredentialPart(url) ? redactParameters(redactUserInfo(url)) : url;
  }

  private static String redactUserInfo(String url) {
    int scheme = schemeEnd(url);
    int start = scheme < 0 ? 0 : scheme + 3;
    int end = start;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    int at = url.lastIndexOf('@', end - 1);
    return at < start
        ? url
        : url.substring(0, start) + TraceConfig.REDACTED_VALUE + url.substring(at);
  }

  private static String redactParameters(String url) {
    int start = firstOf(url, "?#", 0) + 1;
    return start == 0 ? url : redactQuery(url, start);
  }

  /** Tells whether a text may be the query of a URL. A text with spaces is a question. */
  static boolean isQuery(String text) {
    return text.indexOf('=') > 0
        && !CredentialTexts.isJson(text)
        && text.chars().noneMatch(Character::isWhitespace);
  }

  /** Returns the query of a URL without parameters that are credentials. */
  static String redactQuery(String query) {
    return redactQuery(query, 0);
  }

  private static String redactQuery(String url, int first) {
    int start = first;
    StringBuilder redacted = new StringBuilder(url.length()).append(url, 0, start);
    while (start < url.length()) {
      int end = firstOf(url, "?#&;", start);
      end = end < 0 ? url.length() : end;
      appendParameter(url.substring(start, end), redacted);
      redacted.append(url, end, Math.min(end + 1, url.length()));
      start = end + 1;
    }
    return redacted.toString().equals(url) ? url : redacted.toString();
  }

  private static void appendParameter(String parameter, StringBuilder redacted) {
    int equals = parameter.indexOf('=');
    if (equals > 0 && CredentialNames.isQueryCredential(decoded(parameter.substring(0, equals)))) {
      redacted.append(parameter, 0, equals + 1).append(TraceConfig.REDACTED_VALUE);
    } else {
      redacted.append(parameter);
    }
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return name;
    }
  }

  private static int firstOf(String text, String characters, int start) {
    for (int i = start; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private CredentialUrls() {}
}
