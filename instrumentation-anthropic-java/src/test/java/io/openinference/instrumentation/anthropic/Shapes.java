// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Picks scenarios that together have each shape that any scenario has. The main ways to make a call
 * take all scenarios in each build. The other ways take these, and all under the tag {@code full}.
 */
final class Shapes {

  /** Picks streams that have each kind of event, with each type of block and of piece. */
  static List<Scenario> ofStreams(List<Scenario> all) {
    return covering(all, Shapes::ofStream);
  }

  /** Picks answers that have each type of block. */
  static List<Scenario> ofAnswers(List<Scenario> all) {
    return covering(all, Shapes::ofAnswer);
  }

  private static List<Scenario> covering(
      List<Scenario> all, Function<Scenario, Set<String>> shapes) {
    // Scenarios with the most shapes come first, so that few are enough.
    List<Scenario> ordered = new ArrayList<>(all);
    ordered.sort(
        Comparator.comparing((Scenario scenario) -> shapes.apply(scenario).size()).reversed());
    Set<String> seen = new HashSet<>();
    return ordered.stream().filter(scenario -> seen.addAll(shapes.apply(scenario))).toList();
  }

  private static Set<String> ofStream(Scenario scenario) {
    Set<String> shapes = new TreeSet<>();
    for (String text : scenario.events()) {
      JsonNode event = Json.tree(text);
      String index = event.has("index") ? " of a block " : " ";
      String part = event.path("content_block").path("type").asText();
      String piece = event.path("delta").path("type").asText();
      shapes.add(event.path("type").asText() + index + part + piece);
    }
    return shapes;
  }

  private static Set<String> ofAnswer(Scenario scenario) {
    Set<String> shapes = new TreeSet<>();
    JsonNode content = Json.tree(scenario.answer()).path("content");
    shapes.add(content.getNodeType() + (content.isEmpty() ? " without blocks" : " with blocks"));
    content.forEach(block -> shapes.add(block.path("type").asText()));
    return shapes;
  }

  private Shapes() {}
}
