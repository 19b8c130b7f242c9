// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries of the agent's jar without its class loader, which would search each jar of the
 * application first.
 */
final class AgentJar {

  /** A JarFile would also look for signatures and versions of each entry. */
  private static final @Nullable ZipFile FILE = file();

  private static @Nullable ZipFile file() {
    CodeSource source = AgentJar.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? null : new ZipFile(new File(source.getLocation().toURI()));
    } catch (IOException | URISyntaxException | RuntimeException e) {
      return null; // Not a file URL, as in the class loader of another agent.
    }
  }

  /**
   * Opens an entry, or returns null if there is none.
   *
   * @param loader finds the entries as resources if they are not in a file
   */
  static @Nullable InputStream open(String name, ClassLoader loader) throws IOException {
    if (FILE == null) {
      return loader.getResourceAsStream(name);
    }
    ZipEntry entry = FILE.getEntry(name);
    return entry == null ? null : FILE.getInputStream(entry);
  }

  /** Reads an entry, or returns null if there is none. */
  static byte @Nullable [] read(String name, ClassLoader loader) throws IOException {
    if (FILE == null) {
      try (InputStream content = loader.getResourceAsStream(name)) {
        return content == null ? null : content.readAllBytes();
      }
    }
    ZipEntry entry = FILE.getEntry(name);
    if (entry == null) {
      return null;
    }
    try (InputStream content = FILE.getInputStream(entry)) {
      // In one piece, which is faster.
      byte[] bytes = new byte[(int) entry.getSize()];
      content.readNBytes(bytes, 0, bytes.length);
      return bytes;
    }
  }

  private AgentJar() {}
}
