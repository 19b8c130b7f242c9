// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot.newest;

import io.openinference.testing.ChildJvm;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Prints what the starter adds to the start of a web application; runs only when asked for. */
class StartUpCost {

  private static final int ROUNDS = 11;

  @Test
  void printsMedians() {
    Way without = new Way("without the starter", "--openinference.none=");
    Way disabled = new Way("disabled", "--openinference.enabled=false");
    Way with = new Way("with the starter", "--openinference.endpoint=http://localhost:1");
    Way services = new Way("and AI services", "--openinference.endpoint=http://localhost:1");
    Way attached = new Way("and with an agent", "--openinference.endpoint=http://localhost:1");
    // The class path of the test, with and without our jars.
    for (int round = 0; round < ROUNDS; round++) {
      without.run(ClassPaths.without("openinference"));
      disabled.run(ClassPaths.without("none"));
      // Without the libraries whose tracing attaches an agent.
      with.run(ClassPaths.without("langchain4j-1|langgraph4j-core"));
      services.run(ClassPaths.without("langgraph4j-core"));
      attached.run(ClassPaths.without("none"));
    }
    System.out.println(
        "JDK "
            + Runtime.version().feature()
            + ", load "
            + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    for (Way way : List.of(without, disabled, with, services, attached)) {
      System.out.println(way);
    }
  }

  /** Starts in turn with the others, to share what else the machine did. */
  private static final class Way {

    private final String name;
    private final String argument;
    private final List<Long> time = new ArrayList<>();
    private final List<Long> processor = new ArrayList<>();

    Way(String name, String argument) {
      this.name = name;
      this.argument = argument;
    }

    void run(String classPath) {
      String printed =
          ChildJvm.create()
              .option("-XX:TieredStopAtLevel=4") // As users start a JVM, unlike the tests.
              .classPath(classPath)
              .run(WebApplication.class, argument);
      String[] numbers =
          printed
              .lines()
              .filter(line -> line.startsWith("started "))
              .findFirst()
              .orElseThrow(() -> new AssertionError(printed))
              .split(" ");
      time.add(Long.valueOf(numbers[1]));
      processor.add(Long.valueOf(numbers[2]));
    }

    @Override
    public String toString() {
      return "%-20s %5d ms, %5d ms of processor".formatted(name, median(time), median(processor));
    }

    private static long median(List<Long> values) {
      Object[] sorted = values.stream().sorted().toArray();
      return (Long) Arrays.asList(sorted).get(sorted.length / 2);
    }
  }

  /** Prints the time since the start of the JVM as soon as the application is ready. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  public static class WebApplication {

    /** Starts the application and ends it. */
    public static void main(String[] arguments) {
      try (ConfigurableApplicationContext context =
          new SpringApplicationBuilder(WebApplication.class)
              .properties("server.port=0", "management.otlp.metrics.export.enabled=false")
              .properties(NoModels.PROPERTIES)
              .run(arguments)) {
        long time =
            System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        long processor = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
        System.out.println("started " + time + " " + processor + " " + context.isActive());
      }
    }
  }
}
