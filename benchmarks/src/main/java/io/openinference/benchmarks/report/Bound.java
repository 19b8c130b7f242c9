// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import java.util.Locale;

/**
 * A bound and the figure that was reached.
 *
 * @param name what is compared
 * @param figure what was reached
 * @param limit what the figure may be at most
 * @param unit of both, empty for a ratio
 */
record Bound(String name, Estimate figure, double limit, String unit) {

  boolean holds() {
    return verdict() == Verdict.HOLDS;
  }

  Verdict verdict() {
    return Verdict.of(figure, limit);
  }

  /** Returns the figure with its interval, such as {@code 1.12 (1.05 to 1.20)}. */
  String figureText() {
    String value = text(figure.value()) + unitText();
    if (Double.isInfinite(figure.high())) {
      return value + " (no interval)";
    }
    String low = number(figure.low());
    String high = number(figure.high());
    return low.equals(high) ? value : value + " (" + low + " to " + high + ")";
  }

  String limitText() {
    return number(limit) + unitText();
  }

  private String text(double value) {
    return Double.isFinite(value) ? number(value) : "none";
  }

  private String number(double value) {
    return String.format(Locale.ROOT, unit.isEmpty() ? "%.2f" : "%.0f", value);
  }

  private String unitText() {
    return unit.isEmpty() ? "" : " " + unit;
  }
}
