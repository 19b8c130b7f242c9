// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program on the class path of the tests to its end. */
final class ChildJvm {

  private static final int TIMEOUT_SECONDS = 60;

  /**
   * Returns what the program printed, errors included.
   *
   * @throws AssertionError if it failed or did not end
   */
  static String run(Class<?> program, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(variables);
    Process process = builder.start();
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(program.getName() + " failed:\n" + Files.readString(output));
      }
      return Files.readString(output).strip();
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }

  private ChildJvm() {}
}
