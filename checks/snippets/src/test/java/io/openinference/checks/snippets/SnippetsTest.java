// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java code of each Markdown file compiles. */
class SnippetsTest {

  private static final SnippetCompiler COMPILER = new SnippetCompiler();

  @ParameterizedTest
  @MethodSource("javaBlocks")
  void compile(CodeBlock block) {
    assertThat(COMPILER.errors(block)).isEmpty();
  }

  static List<CodeBlock> javaBlocks() {
    return MarkdownFile.all().stream()
        .flatMap(file -> file.codeBlocks().stream())
        .filter(block -> block.language().equals("java"))
        .toList();
  }
}
