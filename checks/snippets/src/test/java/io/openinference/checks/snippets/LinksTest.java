// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between the Markdown files lead somewhere, and readers find each file. */
class LinksTest {

  @Test
  void resolve() {
    List<String> faults =
        MarkdownFile.all().stream()
            .flatMap(file -> file.links().stream())
            .map(MarkdownFile.Link::fault)
            .filter(fault -> !fault.isEmpty())
            .toList();

    assertThat(faults).isEmpty();
  }

  @Test
  void leadFromTheReadmeToEachFile() {
    Set<Path> reached = new TreeSet<>();
    Deque<Path> open = new ArrayDeque<>(List.of(MarkdownFile.ROOT.resolve("README.md")));
    while (!open.isEmpty()) {
      Path next = open.pop();
      if (reached.add(next)) {
        targets(next).forEach(open::push);
      }
    }

    assertThat(MarkdownFile.all().stream().map(MarkdownFile::path)).isSubsetOf(reached);
  }

  private static Stream<Path> targets(Path file) {
    return MarkdownFile.read(file).links().stream()
        .map(MarkdownFile.Link::target)
        .map(target -> Files.isDirectory(target) ? target.resolve("README.md") : target)
        .filter(target -> target.toString().endsWith(".md") && Files.exists(target));
  }
}
