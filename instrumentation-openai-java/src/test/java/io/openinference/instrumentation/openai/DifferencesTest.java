// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README gives each reason for which we differ from the Python instrumentation. */
class DifferencesTest {

  private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE);

  @Test
  void areExplained() throws IOException {
    assertThat(explained()).isEqualTo(used());
  }

  private static Set<String> explained() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Matcher row = ROW.matcher(readme.substring(readme.indexOf("## Differences")));
    Set<String> reasons = new TreeSet<>();
    while (row.find()) {
      reasons.add(row.group(1));
    }
    return reasons;
  }

  private static Set<String> used() throws IOException {
    Set<String> reasons = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/exchanges"))) {
      for (Path file : files.filter(f -> f.endsWith("differences.json")).toList()) {
        Exchange.JSON
            .readTree(file.toFile())
            .forEach(difference -> reasons.add(difference.get("why").textValue()));
      }
    }
    return reasons;
  }
}
