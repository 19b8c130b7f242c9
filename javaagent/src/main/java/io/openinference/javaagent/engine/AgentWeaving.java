// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import io.openinference.instrumentation.bytecode.LibraryWeaving;

/**
 * What the agent knows of one of its weavings.
 *
 * @param type the class that says what is woven
 * @param library what log lines call the library
 * @param libraryType a type of the library that every application of it can see
 */
record AgentWeaving(String type, String library, String libraryType) {

  static AgentWeaving of(LibraryWeaving weaving) {
    return new AgentWeaving(weaving.getClass().getName(), weaving.library(), weaving.libraryType());
  }

  /** Returns what the names of the instrumentation's classes begin with. */
  String instrumentation() {
    return packageOf(type);
  }

  /** Returns what the names of the library's classes begin with, at least of those nearby. */
  String libraryPackage() {
    return packageOf(libraryType);
  }

  private static String packageOf(String className) {
    return className.substring(0, className.lastIndexOf('.') + 1);
  }
}
