// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import io.openinference.instrumentation.Blob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The files of a folder that several processes may share. */
final class BlobFolder {

  private final Path path;

  /**
   * Makes the folder if it is not there.
   *
   * @param setting how the user calls it
   * @throws IllegalArgumentException if it cannot be made or written to
   */
  static BlobFolder open(String setting, Path path) {
    BlobFolder folder = new BlobFolder(path.toAbsolutePath().normalize());
    try {
      folder.makeIfMissing();
    } catch (IOException e) {
      throw new IllegalArgumentException(complaint(setting, path.toString()), e);
    }
    if (!Files.isWritable(folder.path)) {
      throw new IllegalArgumentException(complaint(setting, path.toString()));
    }
    return folder;
  }

  static String complaint(String setting, String value) {
    return setting
        + " is \""
        + value
        + "\" but must be a folder that is there or can be made, and can be written to";
  }

  private BlobFolder(Path path) {
    this.path = path;
  }

  /** Returns the address of the folder, with a slash at its end. */
  String uri() {
    String uri = path.toUri().toString();
    return uri.endsWith("/") ? uri : uri + "/";
  }

  /** Writes beside the final name and renames, so that nobody ever sees half a file. */
  void write(Blob blob) throws IOException {
    Path file = path.resolve(blob.fileName());
    if (isComplete(file, blob)) {
      return;
    }
    makeIfMissing();
    Path temporary = path.resolve("." + blob.fileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.write(temporary, blob.data(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** A file system that lost power may keep a renamed file without its bytes. */
  private static boolean isComplete(Path file, Blob blob) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == blob.data().length;
  }

  private void makeIfMissing() throws IOException {
    // Asked first, because early releases of JDK 17 take a link to a folder for a file.
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
    }
  }
}
