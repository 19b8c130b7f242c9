// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The outcome of a {@link SpanScorer}: annotations written, annotations skipped, and errors.
 *
 * @since 0.1.0
 */
public final class SpanScores {

  private final int scored;
  private final int skipped;
  private final List<String> errors;

  private SpanScores(int scored, int skipped, List<String> errors) {
    this.scored = scored;
    this.skipped = skipped;
    this.errors = errors;
  }

  /** Returns the number of annotations that were written. */
  public int scored() {
    return scored;
  }

  /** Returns the number of annotations that were there before. */
  public int skipped() {
    return skipped;
  }

  /**
   * Returns what evaluators threw, and which spans were deleted meanwhile. A later call tries these
   * spans again.
   */
  public List<String> errors() {
    return errors;
  }

  @Override
  public String toString() {
    return scored + " scored, " + skipped + " skipped, " + errors.size() + " failed";
  }

  /** Counts on several threads. */
  static final class Counter {

    private final AtomicInteger scored = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    void scored(int count) {
      scored.addAndGet(count);
    }

    void skipped() {
      skipped.incrementAndGet();
    }

    void failed(String error) {
      errors.add(error);
    }

    SpanScores total() {
      return new SpanScores(scored.get(), skipped.get(), List.copyOf(errors));
    }
  }
}
