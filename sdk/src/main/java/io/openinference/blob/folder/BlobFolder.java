// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import io.openinference.instrumentation.Blob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files to a folder that several processes may share. */
final class BlobFolder {

  private final Path path;

  /**
   * Creates the folder if it does not exist.
   *
   * @param setting the setting's name for error messages
   * @throws IllegalArgumentException if the folder cannot be created or written to
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
        + "\" but must be a folder that exists or can be created, and that is writable";
  }

  private BlobFolder(Path path) {
    this.path = path;
  }

  /** Returns the address of the folder, which ends with a slash. */
  String uri() {
    String uri = path.toUri().toString();
    return uri.endsWith("/") ? uri : uri + "/";
  }

  /** Writes to a temporary file and renames it, so that no reader sees a half-written file. */
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

  /** After a power loss, the file system may keep the renamed file without its bytes. */
  private static boolean isComplete(Path file, Blob blob) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == blob.data().length;
  }

  private void makeIfMissing() throws IOException {
    // This check comes first, because early releases of JDK 17 take a link to a folder for a
    // file.
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
    }
  }
}
