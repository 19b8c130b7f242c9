// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The result of a run, for people and for machines.
 *
 * @param figures the medians over all rounds
 */
record Report(Figures figures, List<Bound> bounds) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Writes {@code report.md} and {@code report.json}. */
  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.md"), markdown());
    MAPPER
        .writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("report.json").toFile(), json());
  }

  /** Returns one line a bound. */
  String lines() {
    return bounds.stream()
        .map(
            bound ->
                String.format(
                    Locale.ROOT,
                    "%-60s %-26s %10s  %s%n",
                    bound.name(),
                    bound.figureText(),
                    bound.limitText(),
                    bound.verdict()))
        .collect(Collectors.joining());
  }

  private String markdown() {
    StringBuilder text =
        new StringBuilder("| Bound | Reached (95% interval) | At most | |\n|---|---|---|---|\n");
    for (Bound bound : bounds) {
      text.append(
          "| %s | %s | %s | %s |\n"
              .formatted(bound.name(), bound.figureText(), bound.limitText(), bound.verdict()));
    }
    text.append("\n| Benchmark | Time, \u00b5s | Bytes |\n|---|---|---|\n");
    figures
        .byName()
        .forEach(
            (name, figure) ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "| %s | %s | %,.0f |%n",
                        name,
                        microseconds(figure),
                        figure.bytes())));
    return text.toString();
  }

  private static String microseconds(Figure figure) {
    return Double.isNaN(figure.nanoseconds())
        ? ""
        : String.format(Locale.ROOT, "%,.2f", figure.nanoseconds() / 1_000);
  }

  private ObjectNode json() {
    ObjectNode json = MAPPER.createObjectNode();
    ArrayNode boundsJson = json.putArray("bounds");
    for (Bound bound : bounds) {
      boundsJson
          .addObject()
          .put("name", bound.name())
          .put("figure", bound.figure().value())
          .put("low", bound.figure().low())
          .put("high", bound.figure().high())
          .put("limit", bound.limit())
          .put("unit", bound.unit())
          .put("verdict", bound.verdict().toString());
    }
    ObjectNode figuresJson = json.putObject("figures");
    figures
        .byName()
        .forEach(
            (name, figure) ->
                figuresJson
                    .putObject(name)
                    .put("nanoseconds", figure.nanoseconds())
                    .put("bytes", figure.bytes()));
    return json;
  }
}
