// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Each section of PERFORMANCE.md that states a measured figure names the command that measures it.
 * Each paragraph of a README that states the size of files does so too.
 *
 * <p>A section ends at the next heading of second level. The test cannot tell whether the command
 * gives this figure.
 */
class MeasuredTest {

  private static final Pattern SECTION = Pattern.compile("(?m)^(?=## )");

  /** A figure with a unit of time or memory, or a table whose head names such a unit. */
  private static final Pattern FIGURE =
      Pattern.compile("\\d(,\\d{3})* ?(ns|µs|ms|s|KB|MB|KiB|MiB|bytes)\\b|, (µs|bytes)\\b");

  private static final Pattern COMMAND =
      Pattern.compile("`(benchmarks/(run|startup|soak/run)|viewer/benchmark|\\.ci/\\w+)\\b");

  private static final Pattern PARAGRAPH = Pattern.compile("\\n\\s*\\n|\\n(?=\\|)");

  /** The size of files. A setting is in MiB, and a span of an example has 1 MB. */
  private static final Pattern SIZE = Pattern.compile("(\\d\\d|\\.\\d) MB\\b");

  private static final Pattern LIST_OF_FILES = Pattern.compile("`(ls|du) ");

  @Test
  void namesTheCommandBesideEachSizeOfReadmes() {
    List<String> found = new ArrayList<>();
    for (MarkdownFile page : MarkdownFile.all()) {
      if (page.path().endsWith("README.md")) {
        found.addAll(sizesWithoutCommand(page.text()));
      }
    }

    assertThat(found).isEmpty();
  }

  @Test
  void seesASizeWithoutCommand() {
    assertThat(sizesWithoutCommand("It has 11 MB, by `ls -l`.\n\nIt has 9.5 MB."))
        .containsExactly("It has 9.5 MB.");
  }

  private static List<String> sizesWithoutCommand(String page) {
    return PARAGRAPH
        .splitAsStream(page)
        .filter(text -> SIZE.matcher(text).find() && !LIST_OF_FILES.matcher(text).find())
        .toList();
  }

  @Test
  void namesTheCommandInEachSectionOfPerformance() {
    MarkdownFile page = MarkdownFile.read(MarkdownFile.ROOT.resolve("PERFORMANCE.md"));

    assertThat(withoutCommand(page.text())).isEmpty();
  }

  @Test
  void seesASectionWithoutCommand() {
    String page =
        "# Title\n\n## A\n\nIt takes 12 ms, says `benchmarks/run`.\n\n## B\n\nIt takes 3 µs.\n";

    assertThat(withoutCommand(page)).containsExactly("## B");
  }

  private static List<String> withoutCommand(String page) {
    List<String> found = new ArrayList<>();
    for (String section : SECTION.split(page)) {
      if (FIGURE.matcher(section).find() && !COMMAND.matcher(section).find()) {
        found.add(section.lines().findFirst().orElse(""));
      }
    }
    return found;
  }
}
