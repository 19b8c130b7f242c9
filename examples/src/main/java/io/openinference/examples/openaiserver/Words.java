// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words of a text that carry its meaning, in lower case and without a plural s. */
final class Words {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Set<String> STOP_WORDS =
      Set.of(
          "a", "about", "an", "and", "any", "are", "as", "at", "be", "by", "can", "do", "does",
          "for", "from", "has", "have", "how", "i", "if", "in", "is", "it", "its", "me", "my", "no",
          "not", "of", "on", "or", "our", "so", "than", "that", "the", "their", "them", "then",
          "there", "they", "thi", "to", "up", "use", "wa", "we", "were", "what", "when", "where",
          "which", "who", "will", "with", "you", "your");

  static List<String> of(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .map(Words::singular)
        .filter(word -> !STOP_WORDS.contains(word))
        .toList();
  }

  private static String singular(String word) {
    return word.length() > 2 && word.endsWith("s") && !word.endsWith("ss")
        ? word.substring(0, word.length() - 1)
        : word;
  }

  private Words() {}
}
