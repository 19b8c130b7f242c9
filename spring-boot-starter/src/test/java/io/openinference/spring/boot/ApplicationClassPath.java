// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Class paths of applications in JVMs of their own. */
final class ApplicationClassPath {

  /** Jars of Boot's actuator, of Boot's OpenTelemetry and of Micrometer's tracing. */
  static final String OBSERVABILITY_OF_BOOT =
      "micrometer-tracing.*"
          + "|spring-boot-(starter-)?(actuator|opentelemetry|micrometer|health).*";

  /** Returns the class path of the tests without jars whose names match. */
  static String without(String jars) {
    return of(name -> !name.matches(jars));
  }

  /** Returns the class path of the tests without the starter and what it brings. */
  static String withoutStarter() {
    return of(ApplicationClassPath::isOfApplication);
  }

  private static boolean isOfApplication(String entry) {
    return entry.equals("test-classes")
        || entry.matches("openinference-spring-boot-starter-.*-tests.jar")
        || (entry.endsWith(".jar") && !entry.contains("openinference"));
  }

  /** Returns the class path of the tests with Brave in place of the bridge to OpenTelemetry. */
  static String withBrave() {
    try (Stream<Path> brave = Files.list(Path.of("target", "brave"))) {
      return without("micrometer-tracing-bridge-otel.*|.*-tracing-opentelemetry.*")
          + brave
              .map(jar -> File.pathSeparator + jar.toAbsolutePath())
              .sorted()
              .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String of(Predicate<String> isKept) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> isKept.test(Path.of(entry).getFileName().toString()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private ApplicationClassPath() {}
}
