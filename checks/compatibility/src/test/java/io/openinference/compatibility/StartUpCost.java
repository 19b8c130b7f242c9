// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Prints what the agent costs until a program ends; runs only when it is asked for. */
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
  }
}
