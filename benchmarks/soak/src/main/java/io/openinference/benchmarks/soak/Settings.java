// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings of the command line.
 *
 * @param seconds of load, a quarter of it to warm up
 * @param threads that make calls
 * @param callsPerSecond of all threads together
 * @param queuedSpans that are kept for a collector that is away
 * @param seed of all random choices
 * @param reports the folder for the report
 */
record Settings(
    int seconds, int threads, int callsPerSecond, int queuedSpans, long seed, Path reports) {

  static final String USAGE =
      "options: --seconds 60 --threads 64 --calls-per-second 200 --queued-spans 4096"
          + " --seed 1 --reports benchmarks/soak/target";

  /**
   * Reads the options, each followed by its value.
   *
   * @throws IllegalArgumentException if an option is not known or its value is no number
   */
  static Settings parse(String... arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length || !USAGE.contains(arguments[i] + " ")) {
        throw new IllegalArgumentException("Not understood: " + arguments[i] + "\n" + USAGE);
      }
      options.put(arguments[i], arguments[i + 1]);
    }
    return new Settings(
        Integer.parseInt(options.getOrDefault("--seconds", "60")),
        Integer.parseInt(options.getOrDefault("--threads", "64")),
        Integer.parseInt(options.getOrDefault("--calls-per-second", "200")),
        Integer.parseInt(options.getOrDefault("--queued-spans", "4096")),
        Long.parseLong(options.getOrDefault("--seed", "1")),
        Path.of(options.getOrDefault("--reports", "benchmarks/soak/target")));
  }

  /** More than will be made, so that what counts them never grows. */
  int maxCalls() {
    return 2 * seconds * callsPerSecond + 10_000;
  }
}
