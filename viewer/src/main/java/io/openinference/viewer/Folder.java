// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of the traces. A temporary one goes at the end. */
final class Folder implements AutoCloseable {

  private final Path path;
  private final @Nullable Thread hook;

  private Folder(Path path, boolean temporary) {
    this.path = path;
    this.hook = temporary ? new Thread(this::delete, "openinference-viewer-cleanup") : null;
    if (hook != null) {
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  static Folder of(@Nullable Path chosen) throws IOException {
    return chosen == null
        ? new Folder(Files.createTempDirectory("openinference-viewer-"), true)
        : new Folder(chosen, false);
  }

  Path path() {
    return path;
  }

  private void delete() {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(path)) {
      all.forEach(files::add);
      files.sort(Comparator.reverseOrder());
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException left) {
      // The system cleans its temporary files.
    }
  }

  @Override
  public void close() {
    if (hook != null) {
      delete();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException shuttingDown) {
        // The hook runs, and finds nothing.
      }
    }
  }
}
