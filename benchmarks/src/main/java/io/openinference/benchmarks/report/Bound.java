// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import java.util.Locale;

/**
 * What must hold, and what was reached.
 *
 * @param name what is compared
 * @param figure what was reached
 * @param limit what the figure may be at most
 * @param unit of both, empty for a ratio
 */
record Bound(String name, double figure, double limit, String unit) {

  boolean holds() {
    return figure <= limit;
  }

  String verdict() {
    return holds() ? "holds" : "short";
  }

  String figureText() {
    return text(figure);
  }

  String limitText() {
    return text(limit);
  }

  private String text(double value) {
    if (Double.isInfinite(value)) {
      return "none";
    }
    return unit.isEmpty()
        ? String.format(Locale.ROOT, "%.2f", value)
        : String.format(Locale.ROOT, "%.0f %s", value, unit);
  }
}
