// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.snippets;

import java.util.List;

/**
 * A fenced block of a Markdown file.
 *
 * @param firstLine the line of the file that the code starts on, counted from 1
 * @param setup what the comments {@code <!-- snippet: … -->} above the block declare, or an empty
 *     text
 */
record CodeBlock(
    MarkdownFile file, int firstLine, String language, List<String> lines, String setup) {

  String text() {
    return String.join("\n", lines);
  }

  /** Returns where the code starts, so that a failed test names the place. */
  @Override
  public String toString() {
    return file.location(firstLine);
  }
}
