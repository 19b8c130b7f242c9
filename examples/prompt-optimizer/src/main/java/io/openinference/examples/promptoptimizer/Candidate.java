// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.promptoptimizer;

import io.openinference.phoenix.experiments.ExperimentResult;
import java.util.Locale;

/** A prompt that was tried. */
record Candidate(Prompt prompt, ExperimentResult result) {

  /** An answer that is right counts most; a prompt that costs less decides between equals. */
  double score() {
    return mean("right") - mean("prompt_size") / 10_000;
  }

  private double mean(String evaluator) {
    Double mean = result.meanScore(evaluator);
    return mean == null ? 0 : mean;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-23s right %.2f, %.0f characters",
        prompt.name(),
        mean("right"),
        mean("prompt_size"));
  }
}
