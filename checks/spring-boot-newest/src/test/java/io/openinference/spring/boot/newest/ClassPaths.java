// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot.newest;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Class paths of programs. */
final class ClassPaths {

  /** Returns the class path of the tests without the jars whose names a pattern finds. */
  static String without(String pattern) {
    String libraries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .filter(
                entry -> !Path.of(entry).getFileName().toString().matches(".*(" + pattern + ").*"))
            .collect(Collectors.joining(File.pathSeparator));
    return Path.of("target", "test-classes").toAbsolutePath() + File.pathSeparator + libraries;
  }

  private ClassPaths() {}
}
