// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import java.util.List;

/** Recognizes texts that are a credential, whatever the name of their field is. */
final class CredentialTexts {

  private static final List<String> SCHEMES = List.of("Bearer ", "Basic ");

  /** Words that are often no scheme. */
  private static final List<String> RARE_SCHEMES =
      List.of("Token ", "ApiKey ", "Api-Key ", "DPoP ");

  /** The length from which the rest of the text is a credential and not a word. */
  private static final int MIN_LENGTH = 8;

  /** The length up to which the beginning of a text may be a name. */
  private static final int MAX_NAME_LENGTH = 48;

  /**
   * Tells whether a text is a scheme and a credential without spaces, such as Bearer sk-12345, or a
   * name and a credential, such as {@code X-Api-Key: sk-12345} and {@code --api-key=sk-12345}.
   */
  static boolean isAuthorization(String text) {
    for (String scheme : SCHEMES) {
      if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return isCredential(text.substring(scheme.length()));
      }
    }
    for (String scheme : RARE_SCHEMES) {
      if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return isNoWord(text.substring(scheme.length()));
      }
    }
    int end = nameEnd(text);
    if (end <= 0 || !CredentialNames.isCredential(text.substring(0, end))) {
      return false;
    }
    String value = text.substring(end + 1).strip();
    return isNoWord(value) || isAuthorization(value);
  }

  private static boolean isNoWord(String text) {
    boolean isLong = text.strip().length() >= 2 * MIN_LENGTH;
    return isCredential(text) && (isLong || text.chars().anyMatch(Character::isDigit));
  }

  private static boolean isCredential(String text) {
    String credential = text.strip();
    return credential.length() >= MIN_LENGTH
        && credential.chars().noneMatch(Character::isWhitespace);
  }

  /** Returns the index of a colon or an equals sign behind a name, or -1. */
  private static int nameEnd(String text) {
    int end = Math.min(text.length(), MAX_NAME_LENGTH);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == ':' || c == '=') {
        return i;
      }
      if (c != '-' && c != '_' && c != '.' && !Character.isLetterOrDigit(c)) {
        return -1;
      }
    }
    return -1;
  }

  /** Tells whether a text looks like an object of JSON. */
  static boolean isJson(String text) {
    return text.length() > 2 && text.charAt(0) == '{' && text.charAt(text.length() - 1) == '}';
  }

  private CredentialTexts() {}
}
