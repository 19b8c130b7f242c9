// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Cuts text into tokens: up to six letters or three digits with the space before them, or one other
 * character. Joined together, the tokens are the text again.
 */
final class Tokenizer {

  private static final Pattern TOKEN = Pattern.compile("(?s)\\s?\\p{L}{1,6}|\\s?\\p{N}{1,3}|.");

  static List<String> tokens(String text) {
    return TOKEN.matcher(text).results().map(MatchResult::group).toList();
  }

  static long count(String text) {
    return TOKEN.matcher(text).results().count();
  }

  private Tokenizer() {}
}
