// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions for a {@link Trace}.
 *
 * @since 0.1.0
 */
public final class TraceAssert extends AbstractAssert<TraceAssert, Trace> {

  TraceAssert(Trace actual) {
    super(actual, TraceAssert.class);
  }

  /**
   * Asserts the whole tree. Each line is a span: its OpenInference kind, a space and its name,
   * indented by two spaces per level.
   *
   * <pre>{@code
   * AGENT support-bot
   *   LLM ChatCompletion
   *   TOOL getWeather !
   * }</pre>
   *
   * <p>The line of a span with status ERROR ends with {@code " !"}; other lines do not. A span
   * without a kind is written as {@code UNKNOWN}. Siblings are in the order in which they started,
   * and by name if they started in the same nanosecond. The expected text may have blank lines and
   * trailing spaces.
   */
  public TraceAssert hasTree(String expected) {
    isNotNull();
    return compare(TraceTree.render(actual), expected);
  }

  /**
   * Asserts the whole tree like {@link #hasTree(String)}, for spans that start in parallel:
   * siblings must be in alphabetical order, each with its children.
   */
  public TraceAssert hasTreeWithSortedSiblings(String expected) {
    isNotNull();
    return compare(TraceTree.renderSorted(actual), expected);
  }

  /** Asserts the number of ended spans. */
  public TraceAssert hasSpanCount(int expected) {
    isNotNull();
    int count = actual.spans().size();
    if (count != expected) {
      throw failureWithActualExpected(
          count, expected, "Expected %s spans but found %s in%n%s", expected, count, actual);
    }
    return this;
  }

  /**
   * Returns assertions for the single span with a name.
   *
   * @throws AssertionError if there is no such span or more than one
   */
  public SpanAssert span(String name) {
    isNotNull();
    return new SpanAssert(actual.span(name));
  }

  private TraceAssert compare(String tree, String expected) {
    String normalized =
        expected
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> line.stripTrailing() + "\n")
            .collect(Collectors.joining());
    if (!tree.equals(normalized)) {
      throw failureWithActualExpected(
          tree, normalized, "Expected the tree%n%s%nbut it is%n%s", normalized, tree);
    }
    return this;
  }
}
