// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import java.util.List;

/** Recognizes the value of an HTTP authorization header, whatever the name of its field is. */
final class CredentialTexts {

  private static final List<String> SCHEMES = List.of("Bearer ", "Basic ");

  /** The length from which the rest of the text is a credential and not a word. */
  private static final int MIN_LENGTH = 8;

  /** Tells whether a text is a scheme and a credential without spaces, such as Bearer sk-12345. */
  static boolean isAuthorization(String text) {
    for (String scheme : SCHEMES) {
      if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
        String credential = text.substring(scheme.length()).strip();
        return credential.length() >= MIN_LENGTH
            && credential.chars().noneMatch(Character::isWhitespace);
      }
    }
    return false;
  }

  private CredentialTexts() {}
}
