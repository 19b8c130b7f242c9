// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import java.util.List;
import java.util.regex.Pattern;

/** The sentences of a text, a list item being at least one. */
final class Sentences {

  private static final Pattern END = Pattern.compile("(?<=[.!?])\\s+");
  private static final Pattern LIST_MARK = Pattern.compile("^([-*]|\\[?\\d+[].)])\\s+");

  static List<String> of(String text) {
    return text.lines()
        .map(line -> LIST_MARK.matcher(line.strip()).replaceFirst(""))
        .flatMap(END::splitAsStream)
        .filter(sentence -> !sentence.isBlank())
        .toList();
  }

  private Sentences() {}
}
