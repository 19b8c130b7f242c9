// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import io.openinference.instrumentation.api.ContentBudget;

/**
 * A text that arrives in fragments.
 *
 * <p>Fragments are joined. Some servers repeat the text so far in each fragment, or repeat the
 * whole text at the end. Such fragments are recognized and not joined:
 *
 * <pre>{@code
 * "The sky", "The sky is", "The sky is blue", "The sky is blue today."   one text, not four
 * }</pre>
 *
 * @since 0.1.0
 */
public final class StreamedText {

  /**
   * The number of repeating fragments after which repetition is a habit of the server and not
   * chance.
   */
  private static final int MIN_FRAGMENTS = 3;

  /** The length from which a fragment that equals the text so far repeats the text. */
  private static final int MIN_REPEATED = 12;

  /**
   * The kind of text, which decides how repeating fragments are handled.
   *
   * @since 0.1.0
   */
  public enum Kind {
    /** Text that people read. Only long repetitions are recognized, because words repeat. */
    PROSE,
    /** A JSON object as text, which can neither continue after its end nor start a second time. */
    JSON,
    /** A name or another short value, which some servers send with every fragment. */
    VALUE
  }

  private final Kind kind;
  private final ContentBudget budget;
  private final StringBuilder text = new StringBuilder();
  private int fragments;
  // For prose: whether each fragment so far began with the whole previous fragment.
  private boolean isChain;
  private int lastLength;
  private boolean isCumulative;
  private boolean isRepeated;
  // For a value: how often it was repeated, because it may still turn out to be text.
  private int repetitions;

  /**
   * Creates an empty text.
   *
   * @param budget limits the length of the text
   */
  public StreamedText(Kind kind, ContentBudget budget) {
    this.kind = kind;
    this.budget = budget;
    this.isChain = kind != Kind.JSON;
  }

  /** Adds the next fragment. */
  public void append(String fragment) {
    if (isNext(fragment)) {
      // Nearly all fragments of a long text.
      budget.append(fragment, text);
      return;
    }
    if (fragment.isEmpty()) {
      return;
    }
    if (isEmptyJson() && !fragment.isBlank()) {
      // Some servers send empty arguments before the arguments. White space is no arguments.
      replace(fragment);
    } else if (isCumulative || !joins(fragment)) {
      addRepeating(fragment);
    } else {
      budget.append(fragment, text);
    }
    fragments++;
    lastLength = fragment.length();
  }

  private boolean isEmptyJson() {
    return kind == Kind.JSON && ("{}".contentEquals(text) || "null".contentEquals(text));
  }

  /** Tells whether a fragment must be new text, because it is shorter than the text so far. */
  private boolean isNext(String fragment) {
    return !isChain
        && fragments >= MIN_FRAGMENTS
        && fragment.length() < text.length()
        && !isCumulative;
  }

  /** Tells whether a fragment continues the text at its end. */
  private boolean joins(String fragment) {
    return switch (kind) {
      case PROSE -> joinsProse(fragment);
      case JSON ->
          fragment.length() < text.length()
              || text.isEmpty()
              || fragment.charAt(0) != '{'
              || fragment.startsWith("{\":")
              || mayValueFollow()
              || !startsWithText(fragment);
      case VALUE -> text.isEmpty();
    };
  }

  /** A value inside an object may begin like the object. */
  private boolean mayValueFollow() {
    int last = text.length() - 1;
    while (last > 0 && Character.isWhitespace(text.charAt(last))) {
      last--;
    }
    return ":,[".indexOf(text.charAt(last)) >= 0;
  }

  private boolean joinsProse(String fragment) {
    if (isChain && fragments > 0) {
      isChain = fragment.length() > lastLength && fragment.startsWith(lastFragment());
      if (isChain && fragments + 1 >= MIN_FRAGMENTS && fragment.length() >= MIN_REPEATED) {
        return false;
      }
    }
    return fragment.length() != text.length()
        || fragments < 2
        || fragment.length() < MIN_REPEATED
        || !startsWithText(fragment);
  }

  private String lastFragment() {
    int start = Math.max(0, text.length() - lastLength);
    return text.substring(start);
  }

  private boolean startsWithText(String fragment) {
    return fragment.length() >= text.length()
        && fragment.substring(0, text.length()).contentEquals(text);
  }

  private void addRepeating(String fragment) {
    if (kind == Kind.VALUE) {
      addToValue(fragment);
    } else if (kind == Kind.PROSE && fragment.contentEquals(text)) {
      // The whole text once more says nothing about what follows.
      isRepeated = true;
      return;
    } else if (isChain && kind == Kind.PROSE && !isCumulative) {
      replaceWithRepeated(fragment);
    } else if (startsWithText(fragment)) {
      replaceWithRepeated(fragment);
    } else if (!(isCumulative && text.indexOf(fragment) == 0)) {
      budget.append(fragment, text);
    }
  }

  private void replaceWithRepeated(String fragment) {
    isCumulative = true;
    isRepeated = true;
    replace(fragment);
  }

  private void addToValue(String fragment) {
    if (text.length() == fragment.length() && startsWithText(fragment)) {
      repetitions++;
      return;
    }
    if (repetitions == 0 && startsWithText(fragment)) {
      replace(fragment);
      return;
    }
    String repeated = text.toString();
    for (; repetitions > 0; repetitions--) {
      budget.append(repeated, text);
    }
    budget.append(fragment, text);
  }

  /** Replaces this text with a longer one. */
  public void replace(String whole) {
    if (!budget.isCut()) {
      budget.giveBack(text.length());
      text.setLength(0);
      budget.append(whole, text);
    }
  }

  /** Tells whether a fragment came that repeated the text so far. */
  public boolean isRepeated() {
    return isRepeated;
  }

  /** Tells whether several fragments together are the whole text. */
  boolean isJoinedTo(Object whole) {
    return fragments > 1 && whole instanceof String string && string.contentEquals(text);
  }

  /** Tells whether the text is empty. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** Returns the length of the text in characters. */
  public int length() {
    return text.length();
  }

  /** Returns the text so far. */
  @Override
  public String toString() {
    return text.toString();
  }
}
