// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Benchmarks to run together.
 *
 * @param benchmark the simple name of the benchmarks' class
 * @param params the values of its parameters; a parameter without values takes all of them
 * @param minWarmupIterations before measuring, of one second each, where the suite's are fewer
 */
record Case(String benchmark, Map<String, String[]> params, int minWarmupIterations) {

  static Case of(String benchmark) {
    return new Case(benchmark, Map.of(), 0);
  }

  Case with(String param, String... values) {
    Map<String, String[]> added = new LinkedHashMap<>(params);
    added.put(param, values);
    return new Case(benchmark, added, minWarmupIterations);
  }

  /** Warms up for longer, for what the JIT compiler takes longer with. */
  Case withMinWarmup(int iterations) {
    return new Case(benchmark, params, iterations);
  }
}
