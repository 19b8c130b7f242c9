// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever states a measured figure names the command that measures it. In PERFORMANCE.md the
 * command is in the same section, which ends at the next heading of second level. In every other
 * Markdown file the command is in the same paragraph, list item or row of a table.
 *
 * <p>A sentence measures if it has a figure with a unit, or a share, and says what "takes",
 * "costs", "saves" or "is" so much. A bound such as "at most 10 seconds" is a setting. The test
 * cannot tell whether the command gives this figure.
 */
class MeasuredTest {

  private static final String FIGURE =
      "(?<![\\w.$-])\\d[\\d,.]*(?: (?:and|to|or) \\d[\\d,.]*)? ?(?:ns|µs|ms|s|[KMG]i?B"
          + "|(?:micro|milli)?seconds?|minutes?|bytes?|percent|%|times|levels"
          + "|(?:spans|calls|requests) a second)(?!\\w)";

  private static final Pattern FIGURE_OR_SHARE =
      Pattern.compile(
          FIGURE
              + "|\\b(?:half|a (?:third|quarter|fifth|tenth)) (?:of|as|a second|smaller|larger|less"
              + "|more)\\b|\\b(?:twice as|(?:two|three|four|five|ten|several) times (?:as|the))\\b");

  private static final Pattern BOUND =
      Pattern.compile(
          "\\b(?:at most|at least|up to|more than|less than|smaller than|above|over|within|after"
              + "|every|for|of|to|first) "
              + FIGURE);

  private static final Pattern MEASURES =
      Pattern.compile(
          "\\b(?:takes?|took|costs?|adds?|added|saves?|saved|reach(?:es|ed)|needs?|needed|gave"
              + "|lost|smaller|larger|faster|slower|longer|sooner|less|more)\\b"
              + "|\\b(?:is|are|was|were|has|have|had) (?:about |almost |nearly |only )?(?=\\d)");

  private static final Pattern COMMAND =
      Pattern.compile(
          "`[^`]*?(?:\\b(?:mvn|ls|du) |\\bbenchmarks/\\w|\\bviewer/benchmark|\\.ci/\\w)[^`]*`"
              + "|PERFORMANCE\\.md#");

  private static final Pattern PARAGRAPH =
      Pattern.compile("\\n\\s*\\n|\\n(?=\\s*(?:\\||- |\\d+\\. ))");

  private static final Pattern SENTENCE = Pattern.compile("(?<=[.:;]) ");

  private static final Pattern SECTION = Pattern.compile("(?m)^(?=## )");

  /** A figure with a unit of time or memory, or a table whose head names such a unit. */
  private static final Pattern FIGURE_OF_SECTION =
      Pattern.compile("\\d(,\\d{3})* ?(ns|µs|ms|s|KB|MB|KiB|MiB|bytes)\\b|, (µs|bytes)\\b");

  private static final Pattern COMMAND_OF_SECTION =
      Pattern.compile("`(benchmarks/(run|startup|soak/run)|viewer/benchmark|\\.ci/\\w+)\\b");

  private static final MarkdownFile PERFORMANCE =
      MarkdownFile.read(MarkdownFile.ROOT.resolve("PERFORMANCE.md"));

  @Test
  void namesTheCommandBesideEachMeasuredFigure() {
    List<String> found =
        MarkdownFile.all().stream()
            .filter(page -> !page.path().equals(PERFORMANCE.path()))
            .flatMap(
                page ->
                    withoutCommand(page)
                        .map(text -> MarkdownFile.ROOT.relativize(page.path()) + ": " + text))
            .toList();

    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The program takes 1.5 s.",
        "The jar has 9.5 MB.",
        "The file is a fifth smaller.",
        "On two cores that took 475 and 936 ms.",
        "| Jar | has 11 MB |",
        "1. Calls need three times the memory."
      })
  void seesAFigureWithoutCommand(String text) {
    assertThat(withoutCommand(page(text))).containsExactly(text);
    assertThat(withoutCommand(page(text + " See `benchmarks/run --quick`."))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The hook takes at most 10 seconds.",
        "The queue has up to 64 MiB.",
        "Spans leave after 5 seconds.",
        "The jar has 11 MB, by `ls -l`.",
        "It takes less, see [figures](PERFORMANCE.md#start-up): 0.5 s.",
        "```\nIt takes 5 s.\n```"
      })
  void leavesSettingsAndCommandsAlone(String text) {
    assertThat(withoutCommand(page(text))).isEmpty();
  }

  @Test
  void namesTheCommandInEachSectionOfPerformance() {
    assertThat(sectionsWithoutCommand(PERFORMANCE.text())).isEmpty();
  }

  @Test
  void seesASectionWithoutCommand() {
    String page =
        "# Title\n\n## A\n\nIt takes 12 ms, says `benchmarks/run`.\n\n## B\n\nIt takes 3 µs.\n";

    assertThat(sectionsWithoutCommand(page)).containsExactly("## B");
  }

  private static Stream<String> withoutCommand(MarkdownFile page) {
    return PARAGRAPH
        .splitAsStream(String.join("\n", page.prose()))
        .filter(text -> !COMMAND.matcher(text).find())
        .filter(MeasuredTest::measures)
        .map(String::strip);
  }

  private static boolean measures(String paragraph) {
    String text = paragraph.replaceAll("`[^`]*`", "`code`").replaceAll("\\s+", " ");
    return SENTENCE
        .splitAsStream(text)
        .map(sentence -> BOUND.matcher(sentence).replaceAll("bound"))
        .anyMatch(
            sentence ->
                FIGURE_OR_SHARE.matcher(sentence).find() && MEASURES.matcher(sentence).find());
  }

  private static MarkdownFile page(String text) {
    return new MarkdownFile(MarkdownFile.ROOT, text.lines().toList());
  }

  private static List<String> sectionsWithoutCommand(String page) {
    return SECTION
        .splitAsStream(page)
        .filter(section -> FIGURE_OF_SECTION.matcher(section).find())
        .filter(section -> !COMMAND_OF_SECTION.matcher(section).find())
        .map(section -> section.lines().findFirst().orElse(""))
        .toList();
  }
}
