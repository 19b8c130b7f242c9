// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.traces;

/** Fits text into one line. */
final class OneLine {

  private static final int MAX_LENGTH = 100;
  private static final String ELLIPSIS = "...";

  /** Joins lines with blanks and shortens what is longer than 100 code points. */
  static String of(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.codePointCount(0, line.length()) <= MAX_LENGTH) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH - ELLIPSIS.length())) + ELLIPSIS;
  }

  private OneLine() {}
}
