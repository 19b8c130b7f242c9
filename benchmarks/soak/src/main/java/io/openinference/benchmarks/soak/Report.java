// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the result as tables of Markdown and as JSON. */
final class Report {

  private final SoakResult result;
  private final List<Latency> latencies;

  Report(SoakResult result, List<Latency> latencies) {
    this.result = result;
    this.latencies = latencies;
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("soak.md"), markdown());
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(
            folder.resolve("soak.json").toFile(),
            Map.of("facts", result.facts(), "bounds", result.bounds(), "latencies", latencies));
  }

  private String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("| Soak | |");
    lines.add("|---|---:|");
    result.facts().forEach((name, value) -> lines.add("| " + name + " | " + value + " |"));
    lines.add("");
    lines.add("| Bound | Reached | At most | |");
    lines.add("|---|---:|---:|---|");
    result.bounds().forEach(bound -> lines.add(bound.row()));
    lines.add("");
    lines.add(Latency.HEAD);
    latencies.forEach(latency -> lines.add(latency.row()));
    return String.join("\n", lines) + "\n";
  }
}
