// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Commands in the Markdown files name modules and scripts that exist. */
class CommandsTest {

  private static final Pattern MODULES = Pattern.compile("\\bmvn [^|`]*?-pl ([\\w./,-]+)");
  private static final Pattern SCRIPT =
      Pattern.compile(
          "(?<![\\w/.])((?:\\.ci|benchmarks|checks)/(?!target/)[\\w./-]*?)(?=[`\\s,|)]|$)");

  @Test
  void nameModulesThatExist() {
    assertThat(missing(MODULES, "/pom.xml")).isEmpty();
  }

  @Test
  void nameScriptsThatExist() {
    assertThat(missing(SCRIPT, "")).isEmpty();
  }

  private static List<String> missing(Pattern pattern, String suffix) {
    List<String> faults = new ArrayList<>();
    for (MarkdownFile file : MarkdownFile.all()) {
      for (int i = 0; i < file.lines().size(); i++) {
        Matcher found = pattern.matcher(file.lines().get(i));
        while (found.find()) {
          for (String path : found.group(1).split(",")) {
            if (!Files.exists(MarkdownFile.ROOT.resolve(path + suffix))) {
              faults.add(file.location(i + 1) + ": there is no " + path);
            }
          }
        }
      }
    }
    return faults;
  }
}
