// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder for the files of failed tests. */
final class TraceFolder {

  private static final String PROPERTY = "openinference.testing.traces";
  private static final String OFF = "off";

  /** Returns the folder, or null if failed tests show no traces. */
  static @Nullable Path find() {
    String set = System.getProperty(PROPERTY, "").strip();
    if (set.equals(OFF)) {
      return null;
    }
    if (!set.isEmpty()) {
      return Path.of(set);
    }
    // Gradle's folder, unless Maven's is there.
    boolean gradle = !Files.isDirectory(Path.of("target")) && Files.isDirectory(Path.of("build"));
    return Path.of(gradle ? "build" : "target", "traces");
  }

  private TraceFolder() {}
}
