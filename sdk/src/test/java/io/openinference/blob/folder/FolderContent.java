// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files in a folder. */
final class FolderContent {

  /** Returns the names of all entries, hidden ones too. */
  static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private FolderContent() {}
}
