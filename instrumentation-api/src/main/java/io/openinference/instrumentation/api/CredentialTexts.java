// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.instrumentation.spi.CredentialNames;

/** Recognizes texts that are a credential, whatever the name of their field is. */
final class CredentialTexts {

  /** The length from which the rest of the text is a credential and not a word. */
  private static final int MIN_LENGTH = 8;

  /** The length up to which the beginning of a text may be a name. */
  private static final int MAX_NAME_LENGTH = 48;

  /**
   * Tells whether a text is a scheme and a credential without spaces, such as Bearer sk-12345, or a
   * name and a credential, such as {@code X-Api-Key: sk-12345} and {@code --api-key=sk-12345}.
   */
  static boolean isAuthorization(String text) {
    if (isSchemeAndCredential(text, 0)) {
      return true;
    }
    int end = nameEnd(text);
    if (end <= 0 || !CredentialNames.isCredential(text.substring(0, end))) {
      return false;
    }
    // The value is not searched for another name, so that a long text is read only once.
    int value = afterSpace(text, end + 1);
    return isNoWord(text, value) || isSchemeAndCredential(text, value);
  }

  private static boolean isSchemeAndCredential(String text, int start) {
    for (String scheme : CredentialNames.SCHEMES) {
      if (text.regionMatches(true, start, scheme, 0, scheme.length())) {
        return wordLength(text, start + scheme.length()) >= MIN_LENGTH;
      }
    }
    for (String scheme : CredentialNames.RARE_SCHEMES) {
      if (text.regionMatches(true, start, scheme, 0, scheme.length())) {
        return isNoWord(text, start + scheme.length());
      }
    }
    return false;
  }

  /** Tells whether the rest of a text is one word that is long or has a digit. */
  private static boolean isNoWord(String text, int start) {
    int length = wordLength(text, start);
    return length >= 2 * MIN_LENGTH || (length >= MIN_LENGTH && hasDigit(text, start));
  }

  /** Returns the length of the word that is the rest of a text, or -1 if a second word follows. */
  private static int wordLength(String text, int start) {
    int first = afterSpace(text, start);
    int end = first;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return afterSpace(text, end) == text.length() ? end - first : -1;
  }

  private static boolean hasDigit(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the index of the first character from an index on that is no whitespace. */
  static int afterSpace(String text, int start) {
    int next = start;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next;
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

  /** Tells whether a text looks like an object or a list of JSON. */
  static boolean isJson(String text) {
    if (text.length() <= 2) {
      return false;
    }
    char last = text.charAt(text.length() - 1);
    return text.charAt(0) == '{' ? last == '}' : text.charAt(0) == '[' && last == ']';
  }

  private CredentialTexts() {}
}
