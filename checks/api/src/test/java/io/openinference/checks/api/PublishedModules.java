// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The modules that the BOM lists. Their folders are named after their artifacts. */
final class PublishedModules {

  private static final Path ROOT = Path.of("../..");
  private static final Pattern ARTIFACT =
      Pattern.compile("<artifactId>openinference-([\\w-]+)</artifactId>");

  static List<String> names() {
    String bom = read(ROOT.resolve("bom/pom.xml"));
    return ARTIFACT
        .matcher(bom.substring(bom.indexOf("<dependencies>")))
        .results()
        .map(artifact -> artifact.group(1))
        .sorted()
        .toList();
  }

  static ApiListing listing(String module) {
    Path classes = ROOT.resolve(module).resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException(
          module + " has no target/classes. checks/api/pom.xml needs a dependency on the module.");
    }
    // The agent's folder also holds the classes of other projects.
    return ApiListing.of(classes.resolve("io/openinference"));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PublishedModules() {}
}
