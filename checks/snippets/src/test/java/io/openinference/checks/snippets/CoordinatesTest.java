// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Dependencies in the Markdown files name artifacts of this build, in its version. */
class CoordinatesTest {

  private static final Pattern ARTIFACT_ID = Pattern.compile("<artifactId>([^<]+)</artifactId>");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
  private static final Pattern MAVEN =
      Pattern.compile(
          "<groupId>io\\.openinference</groupId>\\s*<artifactId>([^<]+)</artifactId>"
              + "(?:\\s*<version>([^<]+)</version>)?");
  private static final Pattern GRADLE =
      Pattern.compile("\\bio\\.openinference:(openinference-[\\w-]*\\w)(?::([\\w.-]*\\w))?");

  @Test
  void nameArtifactsOfTheBom() throws IOException {
    String version = firstMatch(VERSION, read(MarkdownFile.ROOT.resolve("pom.xml")));
    Set<String> published = artifacts(MarkdownFile.ROOT.resolve("bom/pom.xml"));
    List<String> faults = new ArrayList<>();
    for (MarkdownFile file : MarkdownFile.all()) {
      Set<String> known = new HashSet<>(published);
      known.addAll(artifacts(file.path().resolveSibling("pom.xml")));
      for (Pattern pattern : List.of(MAVEN, GRADLE)) {
        Matcher coordinates = pattern.matcher(file.text());
        while (coordinates.find()) {
          boolean right = known.contains(coordinates.group(1));
          boolean current = coordinates.group(2) == null || coordinates.group(2).equals(version);
          if (!right || !current) {
            faults.add(location(file, coordinates.start()) + ": " + coordinates.group());
          }
        }
      }
    }

    assertThat(published).contains("openinference-sdk", "openinference-bom");
    assertThat(faults).isEmpty();
  }

  private static String location(MarkdownFile file, int offset) {
    return file.location((int) file.text().substring(0, offset).lines().count() + 1);
  }

  private static Set<String> artifacts(Path pom) throws IOException {
    if (!Files.exists(pom)) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    ARTIFACT_ID.matcher(read(pom)).results().map(result -> result.group(1)).forEach(names::add);
    return names;
  }

  private static String firstMatch(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult r) -> r.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
