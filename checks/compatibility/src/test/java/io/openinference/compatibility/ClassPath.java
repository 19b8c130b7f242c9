// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of a program. */
record ClassPath(String entries) {

  private static final String TESTS = System.getProperty("java.class.path");
  private static final String PROGRAMS = Path.of("target", "test-classes").toAbsolutePath() + "";
  private static final Pattern OURS_AND_WHAT_WE_BRING =
      Pattern.compile("openinference|opentelemetry|byte-buddy|jackson-(?!base)[a-z0-9-]+-[0-9]");
  private static final Pattern ANNOTATIONS =
      Pattern.compile(
          "(instrumentation-(annotations|api|core|bytecode)|semconv|byte-buddy(-agent)?"
              + "|opentelemetry-(api|context|common)|jspecify)(/target/|-[0-9.]+[^/]*$)");
  private static final Pattern OUR_MODULES =
      Pattern.compile("openinference-(instrumentation-(?!testing)|sdk-|semconv-).*[.]jar$");
  private static final Pattern REACTOR_AND_ANNOTATIONS =
      Pattern.compile("openinference-(instrumentation-annotations|semconv)-|react");

  /** Our instrumentations, and openai-java and LangChain4j. */
  static ClassPath instrumented() {
    return new ClassPath(TESTS);
  }

  /** The program alone. */
  static ClassPath empty() {
    return new ClassPath(PROGRAMS);
  }

  /** Returns the class path of a program that uses our annotations. */
  static ClassPath annotations() {
    return empty().with(ofTests(entry -> ANNOTATIONS.matcher(entry).find()));
  }

  /** Our annotations and core, without OpenTelemetry and without an SDK of ours. */
  static ClassPath annotationsAlone() {
    return empty()
        .with(
            ofTests(
                entry -> ANNOTATIONS.matcher(entry).find() && !entry.contains("opentelemetry-")));
  }

  /** openai-java and LangChain4j, and nothing that we would bring. */
  static ClassPath plain() {
    Predicate<String> isKept =
        entry ->
            entry.endsWith(".jar")
                && !OURS_AND_WHAT_WE_BRING.matcher(Path.of(entry).getFileName().toString()).find();
    return empty().with(ofTests(isKept));
  }

  /** Reactor and our annotations, with what these name but not with what they do. */
  static ClassPath reactorAndAnnotations() {
    return empty()
        .with(
            ofTests(
                entry ->
                    REACTOR_AND_ANNOTATIONS
                        .matcher(Path.of(entry).getFileName().toString())
                        .find()));
  }

  /** Returns the jars of ours that can be modules; empty before they are packaged. */
  static String modules() {
    return ofTests(entry -> OUR_MODULES.matcher(Path.of(entry).getFileName().toString()).find());
  }

  private static String ofTests(Predicate<String> isKept) {
    return Arrays.stream(TESTS.split(File.pathSeparator))
        .filter(isKept)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Adds libraries of the program's own.
   *
   * @param release {@code oldest} or {@code newest}
   */
  ClassPath withOwnLibraries(String release) {
    return with(Path.of(System.getProperty("libraries"), release, "*").toString());
  }

  /**
   * Replaces the folder of the programs with a jar, because a class-data archive allows no folder.
   */
  ClassPath withPrograms(Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file);
        Stream<Path> classFiles = Files.walk(Path.of(PROGRAMS))) {
      for (Path classFile : classFiles.filter(Files::isRegularFile).toList()) {
        String name = Path.of(PROGRAMS).relativize(classFile).toString();
        entries.putNextEntry(new JarEntry(name.replace(File.separatorChar, '/')));
        Files.copy(classFile, entries);
      }
    }
    return new ClassPath(entries.replace(PROGRAMS, jar.toString()));
  }

  private ClassPath with(String more) {
    return new ClassPath(entries + File.pathSeparator + more);
  }
}
