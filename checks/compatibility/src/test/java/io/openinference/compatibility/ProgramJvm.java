// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import java.util.Map;
import java.util.stream.Collectors;

/** A JVM of its own, with the agent or without it, for a program. */
final class ProgramJvm {

  static final String AGENT = System.getProperty("agent");

  private final ChildJvm jvm;
  private boolean isUnderAgent;

  ProgramJvm(ClassPath classPath, Map<String, String> environment) {
    jvm =
        ChildJvm.create()
            .classPath(classPath.entries())
            .environment(environment)
            // The missing logger does not matter here.
            .option("-Dslf4j.internal.verbosity=ERROR");
  }

  ProgramJvm option(String option) {
    jvm.option(option);
    return this;
  }

  ProgramJvm underAgent() {
    isUnderAgent = true;
    return option("-javaagent:" + AGENT);
  }

  /** Runs a program to its end and returns what it wrote. */
  String run(Class<?> program, String... arguments) {
    return run(program.getName(), arguments);
  }

  String run(String program, String... arguments) {
    String output = jvm.run(program, arguments);
    return isUnderAgent ? withoutAnnouncement(output) : output;
  }

  /** Runs a program and returns the one line that the agent writes at its start. */
  String announcementOf(Class<?> program) {
    return jvm.run(program).lines().filter(ProgramJvm::isAnnouncement).findFirst().orElseThrow();
  }

  /** Returns what a program wrote beside the one line that the agent writes at its start. */
  private static String withoutAnnouncement(String output) {
    assertThat(output.lines().filter(ProgramJvm::isAnnouncement)).as(output).hasSize(1);
    return output
        .lines()
        .filter(line -> !isAnnouncement(line))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static boolean isAnnouncement(String line) {
    return line.startsWith(
        "OpenInference traces annotations, anthropic-java, aws-bedrock, google-adk,"
            + " google-genai, langchain4j, langgraph4j, mcp, openai-java, spring-ai; spans go ");
  }
}
