// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values. A cell in quotes may hold commas, line breaks and doubled quotes.
 */
final class Csv {

  private final String text;
  private int position;

  private Csv(String text) {
    this.text = text;
  }

  /** Returns the rows, the one with the names of the columns too. Empty lines are no rows. */
  static List<List<String>> read(String text) {
    Csv csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
    List<List<String>> rows = new ArrayList<>();
    while (csv.position < csv.text.length()) {
      List<String> row = csv.row();
      if (row.size() > 1 || !row.get(0).isEmpty()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private List<String> row() {
    List<String> cells = new ArrayList<>();
    cells.add(cell());
    while (position < text.length() && text.charAt(position) == ',') {
      position++;
      cells.add(cell());
    }
    if (position < text.length() && text.charAt(position) == '\r') {
      position++;
    }
    if (position < text.length() && text.charAt(position) == '\n') {
      position++;
    }
    return cells;
  }

  private String cell() {
    StringBuilder cell = new StringBuilder();
    boolean quoted = position < text.length() && text.charAt(position) == '"';
    if (quoted) {
      position++;
    }
    for (; position < text.length(); position++) {
      char next = text.charAt(position);
      if (quoted && next == '"') {
        boolean doubled = position + 1 < text.length() && text.charAt(position + 1) == '"';
        if (!doubled) {
          quoted = false;
          continue;
        }
        position++;
      } else if (!quoted && (next == ',' || next == '\n' || next == '\r')) {
        break;
      }
      cell.append(next);
    }
    return cell.toString();
  }
}
