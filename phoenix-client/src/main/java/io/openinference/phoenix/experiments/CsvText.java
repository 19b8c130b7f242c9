// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Writes CSV by RFC 4180. */
final class CsvText {

  private final StringBuilder text = new StringBuilder();

  void add(List<String> row) {
    text.append(row.stream().map(CsvText::cell).collect(joining(","))).append("\r\n");
  }

  private static String cell(String value) {
    boolean quoted =
        value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            || !value.equals(value.strip());
    return quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
