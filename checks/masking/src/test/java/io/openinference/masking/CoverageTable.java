// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table in the README of instrumentation-core that says what each setting covers. */
final class CoverageTable {

  private static final Path README = Path.of("..", "..", "instrumentation-core", "README.md");
  private static final String HEADER = "| Position | Recorded in | Hidden by any of |";
  private static final String NEVER = "–";

  /** Returns the lines of the table in the README, without its header. */
  static List<String> linesOfReadme() {
    try {
      return Files.readAllLines(README).stream()
          .dropWhile(line -> !line.equals(HEADER))
          .skip(2)
          .takeWhile(line -> line.startsWith("|"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads which settings the README says to hide a position. */
  static Map<Position, Set<Setting>> settingsOfReadme() {
    Map<Position, Set<Setting>> settings = new EnumMap<>(Position.class);
    for (String line : linesOfReadme()) {
      String[] cells = line.substring(2, line.length() - 2).split(" \\| ");
      settings.put(position(cells[0]), settings(cells[2]));
    }
    return settings;
  }

  private static Position position(String label) {
    return Arrays.stream(Position.values())
        .filter(position -> position.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static Set<Setting> settings(String cell) {
    return Arrays.stream(cell.split(", "))
        .filter(name -> !name.equals(NEVER))
        .map(name -> Setting.valueOf(name.replace("`", "")))
        .collect(toCollection(() -> EnumSet.noneOf(Setting.class)));
  }

  /** Writes a line of the table. */
  static String line(Position position, Set<String> places, Set<Setting> settings) {
    return "| " + position.label() + " | " + code(places) + " | " + names(settings) + " |";
  }

  private static String names(Set<Setting> settings) {
    return settings.isEmpty()
        ? NEVER
        : settings.stream().map(setting -> "`" + setting + "`").collect(joining(", "));
  }

  private static String code(Set<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(joining(", "));
  }

  private CoverageTable() {}
}
