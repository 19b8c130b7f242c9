// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.util.ArrayList;
import java.util.List;

/** Turns what a person types into a query of the text index. */
final class FullText {

  /** Returns a query for texts that hold all words; the last word may be the beginning of one. */
  static String query(String typed) {
    List<String> words = new ArrayList<>();
    for (String word : typed.strip().split("\\s+", -1)) {
      // Words in quotes have no operators.
      words.add('"' + word.replace("\"", "\"\"") + '"');
    }
    return String.join(" AND ", words) + "*";
  }

  private FullText() {}
}
