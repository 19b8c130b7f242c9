// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A JVM with a program of its own. */
final class ChildJvm {

  static final String AGENT = System.getProperty("agent.openinference");
  static final String OPENTELEMETRY_AGENT = System.getProperty("agent.opentelemetry");

  private static final String PROGRAMS = Path.of("examples", "zero-code", "target").toString();

  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment;
  private String classPath = System.getProperty("java.class.path");

  ChildJvm(Map<String, String> environment) {
    this.environment = environment;
    // Faster to start, and these programs end soon.
    options.add("-XX:TieredStopAtLevel=1");
  }

  ChildJvm option(String option) {
    options.add(option);
    return this;
  }

  /** Takes what is ours and OpenTelemetry's off the class path. */
  ChildJvm withoutDependencyOnUs() {
    return withoutJars(
        entry ->
            entry.contains("opentelemetry")
                || (entry.contains("openinference") || isOfThisBuild(entry))
                    && !entry.contains(PROGRAMS));
  }

  private static boolean isOfThisBuild(String entry) {
    return new File(entry).isDirectory();
  }

  ChildJvm withoutJars(Predicate<String> taken) {
    classPath =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(taken.negate())
            .collect(Collectors.joining(File.pathSeparator));
    return this;
  }

  /** Runs a program to its end and returns what it wrote. */
  String run(Class<?> program) throws IOException, InterruptedException {
    return run(program.getName());
  }

  String run(String program) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(OTEL|PHOENIX|OPENAI|OPENINFERENCE)_.*"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return isUnderAgent() ? withoutAnnouncement(output) : output;
  }

  private boolean isUnderAgent() {
    return options.stream().anyMatch(option -> option.contains(AGENT));
  }

  /** Returns what a program wrote beside the one line that the agent writes at its start. */
  private static String withoutAnnouncement(String output) {
    assertThat(output.lines().filter(ChildJvm::isAnnouncement)).as(output).hasSize(1);
    return output
        .lines()
        .filter(line -> !isAnnouncement(line))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static boolean isAnnouncement(String line) {
    return line.startsWith("OpenInference traces annotations, google-genai, langchain4j, openai-java; spans go ");
  }
}
