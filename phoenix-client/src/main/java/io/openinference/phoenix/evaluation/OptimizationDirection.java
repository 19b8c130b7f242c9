// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

/**
 * Tells whether a higher score is better.
 *
 * @since 0.1.0
 */
public enum OptimizationDirection {
  /** A higher score is better. */
  MAXIMIZE,

  /** A lower score is better. */
  MINIMIZE,

  /** No score is better than another. */
  NEUTRAL;

  /**
   * Tells whether a score got worse.
   *
   * @param before the score to compare with
   * @param after the new score
   */
  public boolean isWorse(double before, double after) {
    return switch (this) {
      case MAXIMIZE -> after < before;
      case MINIMIZE -> after > before;
      case NEUTRAL -> false;
    };
  }
}
