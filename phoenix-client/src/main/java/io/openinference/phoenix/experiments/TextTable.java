// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text. */
final class TextTable {

  private static final int WIDEST = 44;

  private final List<List<String>> rows = new ArrayList<>();

  void add(List<String> row) {
    rows.add(row.stream().map(TextTable::shorten).toList());
  }

  private static String shorten(String cell) {
    String line = cell.replaceAll("\\s+", " ").strip();
    if (line.codePointCount(0, line.length()) <= WIDEST) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, WIDEST - 3)) + "...";
  }

  /** Returns the table; the first row is the header. */
  @Override
  public String toString() {
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      appendRow(text, rows.get(r), widths);
      if (r == 0) {
        appendRow(text, rule(widths), widths);
      }
    }
    return text.toString();
  }

  private static List<String> rule(int[] widths) {
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    return rule;
  }

  private static void appendRow(StringBuilder text, List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(i == 0 ? "" : "  ").append(cell).append(" ".repeat(widths[i] - cell.length()));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
