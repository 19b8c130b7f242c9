// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.queryengine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The documents, which are split at blank lines. */
final class Library {

  private static final Map<String, String> DOCUMENTS = new LinkedHashMap<>();

  static {
    DOCUMENTS.put(
        "handbook",
        """
        A bicycle needs an inspection every 12 months.

        Brake pads wear out first. Replace brake pads when they are thinner than 2 mm.

        Pump the tyres to 4 bar in summer and to 3 bar in winter.
        """);
    DOCUMENTS.put(
        "warranty",
        """
        The warranty of a bicycle covers the frame for 5 years.

        The warranty does not cover brake pads, tyres and chains.
        """);
    DOCUMENTS.put(
        "prices",
        """
        An inspection costs 60 euros.

        A pair of brake pads costs 25 euros. Mounting brake pads costs 15 euros.

        A new chain costs 30 euros.
        """);
  }

  static List<Passage> passages() {
    List<Passage> passages = new ArrayList<>();
    DOCUMENTS.forEach(
        (source, text) -> {
          int number = 1;
          for (String paragraph : text.split("\\n\\s*\\n")) {
            passages.add(new Passage(source, number++, paragraph.strip(), 0));
          }
        });
    return passages;
  }

  private Library() {}
}
