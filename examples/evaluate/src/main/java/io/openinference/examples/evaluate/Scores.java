// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.evaluate;

import io.openinference.phoenix.experiments.ExperimentResult;
import java.util.Locale;

/** The mean scores of an experiment, a line each. */
final class Scores {

  static String of(ExperimentResult result) {
    StringBuilder text = new StringBuilder();
    for (String name : result.evaluators()) {
      Double mean = result.meanScore(name);
      text.append(String.format(Locale.ROOT, "%-10s %.2f%n", name, mean == null ? 0 : mean));
    }
    return text.toString();
  }

  private Scores() {}
}
