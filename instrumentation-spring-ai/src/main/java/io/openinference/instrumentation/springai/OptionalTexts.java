// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import org.jspecify.annotations.Nullable;

/** Helps with texts that Spring AI leaves empty where it knows no value. */
final class OptionalTexts {

  /** Returns the text, or null if it is blank. */
  static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** Tells whether a text looks like a JSON object, array or string. */
  static boolean isJson(String text) {
    String stripped = text.strip();
    return isEnclosed(stripped, '{', '}')
        || isEnclosed(stripped, '[', ']')
        || isEnclosed(stripped, '"', '"');
  }

  private static boolean isEnclosed(String text, char first, char last) {
    return text.length() > 1 && text.charAt(0) == first && text.charAt(text.length() - 1) == last;
  }

  private OptionalTexts() {}
}
