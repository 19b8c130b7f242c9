// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A JVM of its own, with agents or without, for a program. */
final class ProgramJvm {

  static final String AGENT = System.getProperty("agent.openinference");
  static final String EXTENSION = AGENT.replaceFirst("\\.jar$", "-extension.jar");
  static final String OPENTELEMETRY_AGENT = System.getProperty("agent.opentelemetry");

  private static final String PROGRAMS = Path.of("examples", "zero-code", "target").toString();

  private final ChildJvm jvm;
  private boolean isUnderAgent;
  private boolean isWithoutOpenAI;
  private String classPath = System.getProperty("java.class.path");

  ProgramJvm(Map<String, String> environment) {
    jvm = ChildJvm.create().environment(environment);
  }

  ProgramJvm option(String option) {
    isUnderAgent |= option.contains(AGENT) || option.contains(EXTENSION);
    jvm.option(option);
    return this;
  }

  /** Leaves the calls of openai-java to OpenTelemetry's agent. */
  ProgramJvm withoutOpenAI() {
    isWithoutOpenAI = true;
    return option("-Dopeninference.instrumentations.openai-java=false");
  }

  /** Takes what is ours and OpenTelemetry's off the class path. */
  ProgramJvm withoutDependencyOnUs() {
    return withoutJars(
        entry ->
            entry.contains("opentelemetry")
                || (entry.contains("openinference") || isOfThisBuild(entry))
                    && !entry.contains(PROGRAMS));
  }

  private static boolean isOfThisBuild(String entry) {
    return new File(entry).isDirectory();
  }

  ProgramJvm withoutJars(Predicate<String> taken) {
    classPath =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(taken.negate())
            .collect(Collectors.joining(File.pathSeparator));
    return this;
  }

  /**
   * Leaves the class path to the launcher and what it needs. A fat jar does so: its launcher loads
   * the program and the libraries in a class loader of its own.
   */
  ProgramJvm asFatJar() {
    jvm.option("-D" + Launcher.NESTED + "=" + classPath);
    return withoutJars(entry -> !entry.contains("test-classes"));
  }

  /** Runs a program to its end and returns what it wrote. */
  String run(Class<?> program) {
    String output = jvm.classPath(classPath).run(program);
    return isUnderAgent ? withoutAnnouncement(output) : output;
  }

  /** Returns what a program wrote beside the one line that the agent writes at its start. */
  private String withoutAnnouncement(String output) {
    assertThat(output.lines().filter(this::isAnnouncement)).as(output).hasSize(1);
    return output
        .lines()
        .filter(line -> !isAnnouncement(line))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private boolean isAnnouncement(String line) {
    return line.startsWith(
        "OpenInference traces annotations, anthropic-java, aws-bedrock, google-adk,"
            + " google-genai, langchain4j, langgraph4j, mcp, "
            + (isWithoutOpenAI ? "" : "openai-java, ")
            + "spring-ai; spans go ");
  }
}
