// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import io.openinference.instrumentation.bytecode.LibraryWeaving;

/**
 * The agent's data about one of its weavings.
 *
 * @param type the class that describes the weaving
 * @param library the name of the library in log lines
 * @param libraryType a type of the library that every application of the library can see
 */
record AgentWeaving(String type, String library, String libraryType) {

  static AgentWeaving of(LibraryWeaving weaving) {
    return new AgentWeaving(weaving.getClass().getName(), weaving.library(), weaving.libraryType());
  }

  /** Returns the common prefix of the names of the instrumentation's classes. */
  String instrumentation() {
    return packageOf(type);
  }

  /** Returns a common prefix of the names of the library's classes. */
  String libraryPackage() {
    return packageOf(libraryType);
  }

  private static String packageOf(String className) {
    return className.substring(0, className.lastIndexOf('.') + 1);
  }
}
