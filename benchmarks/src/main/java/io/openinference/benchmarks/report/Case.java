// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Benchmarks to run together.
 *
 * @param benchmark the simple name of the benchmarks' class
 * @param params the values of its parameters; a parameter without values takes all of them
 */
record Case(String benchmark, Map<String, String[]> params) {

  static Case of(String benchmark) {
    return new Case(benchmark, Map.of());
  }

  Case with(String param, String... values) {
    Map<String, String[]> added = new LinkedHashMap<>(params);
    added.put(param, values);
    return new Case(benchmark, added);
  }
}
