// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.openinference.instrumentation.TraceConfig;
import org.jspecify.annotations.Nullable;

/** A text in which parts are replaced by {@link TraceConfig#REDACTED_VALUE}, from left to right. */
final class RedactedText {

  private final String text;
  private @Nullable StringBuilder copy;
  private int copied;

  RedactedText(String text) {
    this.text = text;
  }

  void replace(int start, int end) {
    if (copy == null) {
      copy = new StringBuilder(text.length());
    }
    copy.append(text, copied, start).append(TraceConfig.REDACTED_VALUE);
    copied = end;
  }

  /** Returns the same text if nothing was replaced. */
  @Override
  public String toString() {
    return copy == null ? text : copy + text.substring(copied);
  }

  /**
   * Tells whether a word can begin at an index. The letter of an escape such as {@code \n} does not
   * belong to the word, because failures quote JSON.
   */
  static boolean canStartWord(String text, int index) {
    return index == 0
        || !Character.isLetterOrDigit(text.charAt(index - 1))
        || isEscape(text, index - 2, '\\', "nrtbf")
        || isEscape(text, index - 6, '\\', "u")
        || isEscape(text, index - 3, '%', "234567");
  }

  private static boolean isEscape(String text, int index, char mark, String next) {
    return index >= 0 && text.charAt(index) == mark && next.indexOf(text.charAt(index + 1)) >= 0;
  }
}
