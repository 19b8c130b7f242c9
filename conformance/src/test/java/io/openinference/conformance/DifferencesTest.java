// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README gives each reason for which we differ from Python, and no other. */
class DifferencesTest {

  private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE);

  @Test
  void ofExchangesAreExplained() throws IOException {
    assertThat(explained("## Where exchanges differ"))
        .isEqualTo(VectorFiles.read("exchanges", DifferencesTest::used));
  }

  private static Set<String> explained(String heading) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).contains(heading);
    String section = readme.substring(readme.indexOf(heading) + heading.length());
    Matcher row = ROW.matcher(section.split("\n## ", 2)[0]);
    Set<String> reasons = new TreeSet<>();
    while (row.find()) {
      reasons.add(row.group(1));
    }
    return reasons;
  }

  private static Set<String> used(Path root) {
    Set<String> reasons = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(file -> file.endsWith("differences.json"))
          .forEach(file -> VectorFiles.json(file).forEach(d -> reasons.add(d.get("why").asText())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reasons;
  }
}
