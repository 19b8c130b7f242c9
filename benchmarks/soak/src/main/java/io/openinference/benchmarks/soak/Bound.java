// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import java.util.Locale;

/**
 * A figure that was reached beside the most that it may be.
 *
 * @param name what is bounded
 * @param reached the figure
 * @param most the bound, itself allowed
 */
record Bound(String name, double reached, double most) {

  boolean holds() {
    return reached <= most;
  }

  String line() {
    return String.format(
        Locale.ROOT, "%-44s %14s %14s  %s", name, number(reached), number(most), verdict());
  }

  String row() {
    return "| " + name + " | " + number(reached) + " | " + number(most) + " | " + verdict() + " |";
  }

  private String verdict() {
    return holds() ? "holds" : "short";
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
