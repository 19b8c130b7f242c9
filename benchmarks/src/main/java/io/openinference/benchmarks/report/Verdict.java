// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

/** Says whether a bound holds. */
enum Verdict {
  /** The whole interval is within the bound. */
  HOLDS("holds"),
  /** The whole interval is beyond the bound. */
  SHORT("short"),
  /** The interval has values on both sides of the bound. */
  NOT_TOLD("not told");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  static Verdict of(Estimate estimate, double limit) {
    if (estimate.high() <= limit) {
      return HOLDS;
    }
    return estimate.low() > limit ? SHORT : NOT_TOLD;
  }

  @Override
  public String toString() {
    return text;
  }
}
