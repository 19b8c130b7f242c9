// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A JVM with a program of its own. */
final class ChildJvm {

  static final String AGENT = System.getProperty("agent");

  private final ClassPath classPath;
  private final Map<String, String> environment;
  private final List<String> options = new ArrayList<>();

  ChildJvm(ClassPath classPath, Map<String, String> environment) {
    this.classPath = classPath;
    this.environment = environment;
    // Faster to start, and these programs end soon.
    options.add("-XX:TieredStopAtLevel=1");
    // That it has no logger to write to does not matter here.
    options.add("-Dslf4j.internal.verbosity=ERROR");
  }

  ChildJvm option(String option) {
    options.add(option);
    return this;
  }

  ChildJvm underAgent() {
    return option("-javaagent:" + AGENT);
  }

  /** Runs a program to its end and returns what it wrote. */
  String run(Class<?> program, String... arguments) throws IOException, InterruptedException {
    return run(program.getName(), arguments);
  }

  String run(String program, String... arguments) throws IOException, InterruptedException {
    String output = start(program, arguments);
    return isUnderAgent() ? withoutAnnouncement(output) : output;
  }

  /** Runs a program and returns the one line that the agent writes at its start. */
  String announcementOf(Class<?> program) throws IOException, InterruptedException {
    return start(program.getName())
        .lines()
        .filter(ChildJvm::isAnnouncement)
        .findFirst()
        .orElseThrow();
  }

  private String start(String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath.entries(), program));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(
            name ->
                name.matches(
                    "JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|(OTEL|PHOENIX|OPENAI|OPENINFERENCE)_.*"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private boolean isUnderAgent() {
    return options.contains("-javaagent:" + AGENT);
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
