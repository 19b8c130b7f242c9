// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of the tests in a JVM of its own. */
final class ChildJvm {

  /**
   * Returns what the program prints to its output and error streams.
   *
   * @param options of the JVM
   */
  static String run(Class<?> program, Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    return run(System.getProperty("java.class.path"), program, environment, options);
  }

  /** Runs the program on another class path than that of the tests. */
  static String run(
      String classPath, Class<?> program, Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, program.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(OTEL|PHOENIX|OPENINFERENCE)_.*"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("The program failed: " + output);
      }
      return output.replace(System.lineSeparator(), "\n");
    } finally {
      process.destroyForcibly();
    }
  }

  private ChildJvm() {}
}
