// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

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

  @TempDir Path folder;

  /** Of programs that ran in turn, to share what else the machine did. */
  private final class Program {

    private final String name;
    private final ClassPath classPath;
    private final boolean isUnderAgent;
    private final List<String> options;
    private final String[] arguments;
    private final List<Integer> processor = new ArrayList<>();
    private final List<Integer> time = new ArrayList<>();

    Program(
        String name,
        ClassPath classPath,
        boolean isUnderAgent,
        List<String> options,
        String... arguments) {
      this.name = name;
      this.classPath = classPath;
      this.isUnderAgent = isUnderAgent;
      this.options = options;
      this.arguments = arguments;
    }

    void run() {
      // As users start a JVM, unlike the tests.
      ProgramJvm jvm = backends.jvm(classPath).option("-XX:TieredStopAtLevel=4");
      options.forEach(jvm::option);
      long start = System.nanoTime();
      String printed =
          (isUnderAgent ? jvm.underAgent() : jvm).run(Measured.class, arguments).strip();
      time.add((int) Duration.ofNanos(System.nanoTime() - start).toMillis());
      processor.add(Integer.valueOf(printed.substring(printed.lastIndexOf('\n') + 1)));
    }

    /** Makes an archive of the classes that the program loads, and returns the option to use it. */
    List<String> archive(String file, String... more) {
      Path archive = folder.resolve(file);
      List<String> all = new ArrayList<>(List.of(arguments));
      all.addAll(List.of(more));
      backends
          .jvm(classPath)
          .option("-XX:ArchiveClassesAtExit=" + archive)
          .option("--add-modules=java.instrument")
          .run(Measured.class, all.toArray(String[]::new));
      return List.of("-XX:SharedArchiveFile=" + archive);
    }

    @Override
    public String toString() {
      return "%-48s %5d ms of processor, %5d ms".formatted(name, median(processor), median(time));
    }

    String added(Program alone) {
      return "%-48s %s of processor, %s"
          .formatted(
              "added: " + name,
              differences(alone.processor, processor),
              differences(alone.time, time));
    }
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
    ClassPath jars =
        ClassPath.plain().withPrograms(folder.resolve("programs.jar")).withOwnLibraries("newest");
    Program nothing = new Program("nothing, alone", jars, false, List.of());
    Program nothingWithAgent = new Program("nothing, with agent", jars, true, List.of());
    Program alone = new Program("two calls, alone", jars, false, List.of(), "calls");
    Program withAgent = new Program("two calls, with agent", jars, true, List.of(), "calls");
    List<String> ofProgram = alone.archive("program.jsa");
    List<String> ofBoth = alone.archive("both.jsa", ProgramJvm.AGENT);
    Program archived = new Program("alone, archive", jars, false, ofProgram, "calls");
    Program withAgentAndArchive =
        new Program("with agent, archive of the program", jars, true, ofProgram, "calls");
    Program allArchived =
        new Program("with agent, archive of program and agent", jars, true, ofBoth, "calls");
    List<Program> withAgents = List.of(withAgent, withAgentAndArchive, allArchived);
    List<Program> programs =
        List.of(
            nothing,
            nothingWithAgent,
            alone,
            archived,
            withAgent,
            withAgentAndArchive,
            allArchived);
    for (int round = 0; round < ROUNDS; round++) {
      programs.forEach(Program::run);
    }
    System.out.println(
        "JDK "
            + Runtime.version().feature()
            + ", load "
            + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    programs.forEach(System.out::println);
    System.out.println(nothingWithAgent.added(nothing));
    withAgents.forEach(program -> System.out.println(program.added(alone)));
    System.out.println("With the same archive of the program on both sides:");
    System.out.println(withAgentAndArchive.added(archived));
    System.out.println(allArchived.added(archived));
  }
}
