// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.PhoenixClientBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of each command, and what they decide: the server and the form of the output. */
final class ServerOptions {

  private static final int WIDEST_COLUMN = 60;

  @Option(names = "--url", paramLabel = "URL", description = "The address of Phoenix.")
  private @Nullable String url;

  @Option(names = "--json", description = "Prints JSON Lines for programs, and not a table.")
  private boolean json;

  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  ServerOptions() {}

  PhoenixClient client() {
    PhoenixClientBuilder builder = PhoenixClient.builder();
    return url == null ? builder.build() : builder.baseUrl(url).build();
  }

  /** Prints rows as they come if they are for programs, and else as a table. */
  void print(List<String> columns, Stream<? extends Map<String, ?>> rows) {
    if (json) {
      ObjectMapper mapper = new ObjectMapper();
      rows.forEach(row -> say(text(mapper, row)));
    } else {
      printTable(columns, rows.toList());
    }
  }

  void say(String line) {
    spec.commandLine().getOut().println(line);
  }

  private void printTable(List<String> columns, List<? extends Map<String, ?>> rows) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns);
    for (Map<String, ?> row : rows) {
      cells.add(columns.stream().map(column -> cell(row.get(column))).toList());
    }
    Help.Column[] widths = new Help.Column[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int width = cells.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
      widths[i] = new Help.Column(width + 2, 0, Help.Column.Overflow.TRUNCATE);
    }
    Help.TextTable table =
        Help.TextTable.forColumns(Help.defaultColorScheme(Help.Ansi.OFF), widths);
    cells.forEach(each -> table.addRowValues(each.toArray(new String[0])));
    table.toString().lines().forEach(line -> say(line.stripTrailing()));
  }

  private static String cell(@Nullable Object value) {
    // Control characters of a trace must not reach the terminal, which knows some beyond ASCII.
    String text = value == null ? "" : value.toString().replaceAll("\\p{Cc}+", " ");
    return text.length() <= WIDEST_COLUMN ? text : text.substring(0, WIDEST_COLUMN - 3) + "...";
  }

  private static String text(ObjectMapper mapper, Map<String, ?> row) {
    try {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      row.forEach(
          (key, value) ->
              plain.put(key, value instanceof java.time.Instant ? value.toString() : value));
      return mapper.writeValueAsString(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A row cannot be written as JSON", e);
    }
  }
}
