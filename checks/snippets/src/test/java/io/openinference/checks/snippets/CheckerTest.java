// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The checks find what is wrong, and say where. */
class CheckerTest {

  private final SnippetCompiler compiler = new SnippetCompiler();

  @Test
  void namesFileAndLineOfAnErrorInStatements() {
    MarkdownFile file =
        file(
            "# Title",
            "```java",
            "import java.util.List;",
            "List<String> a = List.of();",
            "a.no();",
            "```");

    assertThat(errors(file))
        .singleElement()
        .asString()
        .startsWith("docs/page.md:5: ")
        .contains("no()");
  }

  @Test
  void namesFileAndLineOfASyntaxError() {
    assertThat(errors(file("```java", "int a = 1;", "int b = ;", "```")))
        .singleElement()
        .asString()
        .startsWith("docs/page.md:3: ");
  }

  @Test
  void takesTypesMembersAndStatements() {
    assertThat(errors(file("```java", "class A { int b() { return 1; } }", "```"))).isEmpty();
    assertThat(errors(file("```java", "int b(List<String> c) { return c.size(); }", "```")))
        .isEmpty();
    assertThat(errors(file("```java", "Thread.sleep(1);", "```"))).isEmpty();
  }

  @Test
  void takesDeclarationsFromTheCommentAbove() {
    assertThat(errors(file("<!-- snippet: String text; -->", "```java", "text.length();", "```")))
        .isEmpty();
    assertThat(errors(file("```java", "text.length();", "```"))).hasSize(1);
  }

  @Test
  void findsLinksThatLeadNowhere() {
    MarkdownFile file =
        file(
            "# Two words: here",
            "[a](#two-words-here)",
            "[b](#none)",
            "[c](none.md)",
            "`[d](e.md)`");

    assertThat(file.anchors()).containsExactly("two-words-here");
    assertThat(file.links()).hasSize(3);
    assertThat(file.links().get(2).fault()).isEqualTo("docs/page.md:4: there is no docs/none.md");
  }

  private List<String> errors(MarkdownFile file) {
    return compiler.errors(file.codeBlocks().get(0));
  }

  private static MarkdownFile file(String... lines) {
    return new MarkdownFile(MarkdownFile.ROOT.resolve("docs/page.md"), List.of(lines));
  }
}
