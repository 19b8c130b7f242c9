// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.security.CodeSource;

/**
 * Describes a library on the class path, for log lines.
 *
 * @param type any class or interface of the library
 */
record InstrumentedLibrary(String library, Class<?> type) {

  /**
   * Returns the library's name and version, for example {@code openai-java 4.100.0}, or the name of
   * its jar.
   */
  String version() {
    try {
      String version = type.getPackage().getImplementationVersion();
      return library + " " + (version == null ? jarName() : version);
    } catch (RuntimeException | LinkageError e) {
      return library;
    }
  }

  private String jarName() {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "of unknown version";
    }
    String path = source.getLocation().getPath();
    return "(" + path.substring(path.lastIndexOf('/') + 1) + ")";
  }

  /**
   * Returns the JVM's description of what is missing, or an empty text if the message does not name
   * the library.
   */
  String missingMember(LinkageError mismatch) {
    String message = mismatch.getMessage();
    String root = rootPackage();
    boolean isAboutLibrary =
        message != null && (message.contains(root) || message.contains(root.replace('.', '/')));
    return isAboutLibrary ? ": " + message : "";
  }

  /** Returns the library's package prefix, for example {@code com.openai}. */
  private String rootPackage() {
    String name = type.getPackageName();
    int first = name.indexOf('.');
    int second = name.indexOf('.', first + 1);
    return second < 0 ? name : name.substring(0, second);
  }
}
