// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program of the tests in a JVM of its own, for example with a small heap or under an agent.
 *
 * <pre>{@code
 * String output = ChildJvm.create().environment("PHOENIX_API_KEY", "k").option("-Xmx40m").run(Program.class);
 * }</pre>
 *
 * <p>The JVM gets the class path of the test. It gets the environment of the test without variables
 * that change what is traced: those of OpenInference, OpenTelemetry, Phoenix and OpenAI, and those
 * that hold options for each JVM.
 *
 * @since 0.1.0
 */
public final class ChildJvm {

  private static final int TIMEOUT_SECONDS = 60;
  private static final String FOREIGN_VARIABLES =
      "JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|(OTEL|PHOENIX|OPENAI|OPENINFERENCE)_.*";

  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private String classPath = System.getProperty("java.class.path");

  private ChildJvm() {
    // The JVM starts faster, and a program of a test ends soon.
    options.add("-XX:TieredStopAtLevel=1");
    options.add("-XX:+UseSerialGC");
  }

  /** Returns a JVM with the class path of the test. */
  public static ChildJvm create() {
    return new ChildJvm();
  }

  /**
   * Adds an option of the JVM, such as {@code -Xmx40m}.
   *
   * @throws NullPointerException if {@code option} is null
   */
  public ChildJvm option(String option) {
    options.add(requireNonNull(option, "option"));
    return this;
  }

  /**
   * Sets an environment variable.
   *
   * @throws NullPointerException if an argument is null
   */
  public ChildJvm environment(String name, String value) {
    environment.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
    return this;
  }

  /**
   * Sets environment variables.
   *
   * @throws NullPointerException if {@code variables} is null
   */
  public ChildJvm environment(Map<String, String> variables) {
    environment.putAll(requireNonNull(variables, "variables"));
    return this;
  }

  /**
   * Replaces the class path.
   *
   * @param entries separated as the platform separates them
   * @throws NullPointerException if {@code entries} is null
   */
  public ChildJvm classPath(String entries) {
    classPath = requireNonNull(entries, "entries");
    return this;
  }

  /** Runs a class with a main method, as {@link #run(String, String...)} does. */
  public String run(Class<?> program, String... arguments) {
    return run(program.getName(), arguments);
  }

  /**
   * Runs a program to its end, for at most 60 seconds.
   *
   * @param program the name of a class with a main method
   * @return what the program wrote to its output and error streams, with {@code \n} between lines
   * @throws AssertionError if the program fails or does not end; the message shows what it wrote
   */
  public String run(String program, String... arguments) {
    try {
      // A file, because to read a pipe is to wait, and a program that never ends would hold the
      // test.
      Path output = Files.createTempFile("child-jvm", ".txt");
      try {
        return run(program, arguments, output);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + program + " ran", e);
    }
  }

  private String run(String program, String[] arguments, Path output)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command(program, arguments))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.matches(FOREIGN_VARIABLES));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      boolean hasEnded = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      String written = Files.readString(output, StandardCharsets.UTF_8);
      if (!hasEnded || process.exitValue() != 0) {
        String failure = hasEnded ? " failed:\n" : " did not end:\n";
        throw new AssertionError(program + failure + written);
      }
      return written.replace(System.lineSeparator(), "\n");
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> command(String program, String[] arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program));
    command.addAll(List.of(arguments));
    return command;
  }
}
