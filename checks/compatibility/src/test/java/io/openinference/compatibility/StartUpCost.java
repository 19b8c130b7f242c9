// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Prints what the agent costs until a program ends; {@code benchmarks/startup} runs it.
 *
 * <p>Each round runs each program once. What the agent adds is the median of the differences of all
 * rounds, with the second smallest and the second largest difference. The true median is between
 * these two in 98% of such runs.
 */
class StartUpCost {

  private static final int ROUNDS = 11;

  @RegisterExtension final Backends backends = new Backends();

  /** Of programs that ran in turn, to share what else the machine did. */
  private final class Program {

    private final String[] arguments;
    private final boolean isUnderAgent;
    private final List<Integer> processor = new ArrayList<>();
    private final List<Integer> time = new ArrayList<>();

    Program(boolean isUnderAgent, String... arguments) {
      this.isUnderAgent = isUnderAgent;
      this.arguments = arguments;
    }

    void run() throws Exception {
      // As users start a JVM, unlike the tests.
      ProgramJvm jvm =
          backends
              .jvm(ClassPath.plain().withOwnLibraries("newest"))
              .option("-XX:TieredStopAtLevel=4");
      long start = System.nanoTime();
      String printed =
          (isUnderAgent ? jvm.underAgent() : jvm).run(Measured.class, arguments).strip();
      time.add((int) Duration.ofNanos(System.nanoTime() - start).toMillis());
      processor.add(Integer.valueOf(printed.substring(printed.lastIndexOf('\n') + 1)));
    }

    @Override
    public String toString() {
      return "%-14s %-10s %5d ms of processor, %5d ms"
          .formatted(
              arguments.length == 0 ? "nothing" : "two calls",
              isUnderAgent ? "with agent" : "alone",
              median(processor),
              median(time));
    }
  }

  private static String added(Program alone, Program withAgent) {
    return "%-14s %-10s %s of processor, %s"
        .formatted(
            alone.arguments.length == 0 ? "nothing" : "two calls",
            "added",
            differences(alone.processor, withAgent.processor),
            differences(alone.time, withAgent.time));
  }

  private static String differences(List<Integer> alone, List<Integer> withAgent) {
    List<Integer> differences = new ArrayList<>();
    for (int i = 0; i < alone.size(); i++) {
      differences.add(withAgent.get(i) - alone.get(i));
    }
    List<Integer> sorted = differences.stream().sorted().toList();
    return "%5d ms (%d to %d)"
        .formatted(median(differences), sorted.get(1), sorted.get(sorted.size() - 2));
  }

  private static int median(List<Integer> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  @Test
  void printsMedians() throws Exception {
    List<Program> programs =
        List.of(
            new Program(false),
            new Program(true),
            new Program(false, "calls"),
            new Program(true, "calls"));
    for (int round = 0; round < ROUNDS; round++) {
      for (Program program : programs) {
        program.run();
      }
    }
    System.out.println(
        "JDK "
            + Runtime.version().feature()
            + ", load "
            + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    programs.forEach(System.out::println);
    System.out.println(added(programs.get(0), programs.get(1)));
    System.out.println(added(programs.get(2), programs.get(3)));
  }
}
