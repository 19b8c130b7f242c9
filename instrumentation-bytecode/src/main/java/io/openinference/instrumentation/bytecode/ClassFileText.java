// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

/** Searches class files without parsing them. */
final class ClassFileText {

  /**
   * Tells whether a class file contains a text.
   *
   * @param text of ASCII characters
   */
  static boolean contains(byte[] classFile, String text) {
    int last = classFile.length - text.length();
    for (int i = 0; i <= last; i++) {
      if (matchesAt(classFile, i, text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matchesAt(byte[] classFile, int start, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (classFile[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private ClassFileText() {}
}
