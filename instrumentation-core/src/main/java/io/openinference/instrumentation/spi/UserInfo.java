// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the user info of URLs. A user name alone is no secret, as in {@code ssh://git@host}. For
 * a URL of the web, the name may be a token.
 */
final class UserInfo {

  /** The slashes behind a scheme, which JSON may escape, and the user info. */
  private static final Pattern USER_INFO =
      Pattern.compile(":(?:\\\\{0,2}/){2}([^/\\s?#\"'<>\\\\]{1,200})@");

  private static final List<String> SCHEMES_OF_WEB = List.of("http", "https", "ws", "wss");

  static String redact(String text) {
    if (text.indexOf('@') < 0) {
      return text;
    }
    RedactedText redacted = new RedactedText(text);
    Matcher found = USER_INFO.matcher(text);
    while (found.find()) {
      if (found.group(1).indexOf(':') >= 0 || isOfWeb(text, found.start())) {
        redacted.replace(found.start(1), found.end(1));
      }
    }
    return redacted.toString();
  }

  private static boolean isOfWeb(String text, int colon) {
    return SCHEMES_OF_WEB.stream()
        .anyMatch(name -> text.regionMatches(true, colon - name.length(), name, 0, name.length()));
  }

  private UserInfo() {}
}
