// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.promptoptimizer;

import java.util.ArrayList;
import java.util.List;

/**
 * A prompt, put together from parts that may or may not help.
 *
 * @param knowledge whether the facts are in the prompt
 * @param examples how many questions with their answers are in the prompt
 */
record Prompt(boolean knowledge, int examples) {

  private static final String FACTS =
      """
      Facts:
      Mercury is the planet nearest to the sun.
      Jupiter is the largest planet.
      Saturn has the widest rings.
      Venus is the hottest planet.
      """;
  private static final List<String> EXAMPLES =
      List.of(
          "Which planet do people live on? Earth is where people live.",
          "Which planet is red? Mars is red.");

  /** Returns prompts that differ from this one in one part. */
  List<Prompt> neighbours() {
    List<Prompt> neighbours = new ArrayList<>();
    neighbours.add(new Prompt(!knowledge, examples));
    if (examples < EXAMPLES.size()) {
      neighbours.add(new Prompt(knowledge, examples + 1));
    }
    return neighbours;
  }

  String name() {
    return (knowledge ? "facts" : "no facts") + ", " + examples + " examples";
  }

  String fill(String question) {
    StringBuilder text = new StringBuilder(knowledge ? FACTS : "");
    EXAMPLES.subList(0, examples).forEach(each -> text.append(each).append('\n'));
    return text.append("Question: ").append(question).toString();
  }
}
