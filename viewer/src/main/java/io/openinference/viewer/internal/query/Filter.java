// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter on spans, such as {@code span_kind == 'LLM' and latency_ms > 2000}.
 *
 * <p>The parts that columns of the store can answer become SQL. The whole filter is then tested on
 * each span that the SQL finds, unless the SQL is the whole filter.
 *
 * @since 0.1.0
 */
public final class Filter {

  private final Node root;
  private final @Nullable Necessary necessary;
  private final List<String> texts = new ArrayList<>();

  private Filter(Node root) {
    this.root = root;
    this.necessary = Necessary.of(root);
    collectTexts(root);
  }

  /**
   * Parses a filter.
   *
   * @throws FilterException if the text is no filter
   */
  public static Filter parse(String text) throws FilterException {
    if (text.length() > 10_000) {
      throw new FilterException("the filter is longer than 10,000 characters", 10_000);
    }
    return new Filter(new FilterParser(text).parse());
  }

  /** Returns a condition for SQL that begins with {@code AND}, or an empty text. */
  public String where() {
    return necessary == null ? "" : " AND " + necessary.sql();
  }

  /** Returns the values of the parameters of {@link #where()}. */
  public List<Object> values() {
    return necessary == null ? List.of() : necessary.values();
  }

  /** Returns whether SQL alone decides, so that {@link #test} need not be asked. */
  public boolean isComplete() {
    return necessary != null && necessary.exact();
  }

  /** Returns texts that each span holds which passes: keys of attributes and parts of values. */
  public List<String> texts() {
    return texts;
  }

  /** Returns whether a span passes. */
  public boolean test(SpanView span) {
    return Node.isTrue(root.value(span));
  }

  private void collectTexts(Node node) {
    if (node instanceof Node.And and) {
      collectTexts(and.left());
      collectTexts(and.right());
    } else if (node instanceof Node.Compare compare) {
      switch (compare.operator()) {
        case "in" -> collect(compare.right(), compare.left(), true);
        case "==" -> {
          collect(compare.left(), compare.right(), true);
          collect(compare.right(), compare.left(), true);
        }
        case "<", "<=", ">", ">=" -> {
          collect(compare.left(), compare.right(), false);
          collect(compare.right(), compare.left(), false);
        }
        default -> {}
      }
    }
  }

  /** The comparison holds only if the span has the attribute, because the literal is not null. */
  private void collect(Node side, Node other, boolean isPart) {
    if (side instanceof Node.Attribute attribute
        && other instanceof Node.Literal literal
        && literal.literal() != null) {
      // A part of the key may be the name of a field inside of a JSON text.
      texts.addAll(List.of(attribute.key().split("\\.", -1)));
      // The span may hold a number instead of the text that writes it.
      if (isPart && literal.literal() instanceof String text && Values.number(text) == null) {
        texts.add(text);
      }
    }
  }
}
