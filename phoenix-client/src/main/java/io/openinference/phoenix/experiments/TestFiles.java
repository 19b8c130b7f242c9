// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the files of an {@link ExperimentTest}. */
final class TestFiles {

  private static final String FILE_SUFFIX = ".jsonl";

  static boolean isFile(String dataset) {
    return dataset.endsWith(FILE_SUFFIX);
  }

  /** Returns the file, or null if there is none. */
  static @Nullable Path find(String name, Class<?> test) {
    for (Path file : new Path[] {Path.of(name), Path.of("src/test/resources", name)}) {
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    URL resource = test.getResource(name);
    if (resource == null) {
      resource = test.getResource("/" + name);
    }
    return resource != null && resource.getProtocol().equals("file") ? path(resource) : null;
  }

  private static Path path(URL resource) {
    try {
      return Path.of(new URI(resource.toString()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the default file of the baseline, beside the dataset. */
  static Path besides(Path dataset) {
    String name = String.valueOf(dataset.getFileName());
    String stem = name.substring(0, name.length() - FILE_SUFFIX.length());
    return dataset.resolveSibling(stem + ".baseline.json");
  }

  private TestFiles() {}
}
