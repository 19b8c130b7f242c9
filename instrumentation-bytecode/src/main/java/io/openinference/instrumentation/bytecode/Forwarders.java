// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * Finds methods that the compilers of Kotlin and Scala generate for the application's methods, with
 * copies of their annotations: for {@code @JvmStatic}, {@code @JvmOverloads}, objects and traits. A
 * forwarder only calls the method that the application wrote. That method is woven itself, so
 * weaving the forwarder would count the call twice.
 */
final class Forwarders {

  /** A method that a forwarder calls, with the binary name of its class. */
  record Callee(String owner, String name) {}

  private final Map<String, Callee> callees;
  private final ClassFiles classFiles;

  private Forwarders(Map<String, Callee> callees, ClassFiles classFiles) {
    this.callees = callees;
    this.classFiles = classFiles;
  }

  /**
   * Finds the forwarders of a class.
   *
   * @param classFiles finds the classes of the called methods
   */
  static Forwarders of(ClassReader reader, ClassFiles classFiles) {
    Map<String, Callee> callees = new HashMap<>();
    reader.accept(new ForwarderReader(callees), ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    return new Forwarders(callees, classFiles);
  }

  /** Tells whether a method only calls another method that the target names. */
  boolean contains(MethodOutline method, WeavingTarget target) {
    Callee callee = callees.get(method.signature());
    ClassOutline owner = callee == null ? null : classFiles.find(callee.owner);
    return callee != null && owner != null && isNamed(owner, callee.name, target);
  }

  /** Also handles a bridge that forwards to a method of an interface. */
  private static boolean isNamed(ClassOutline owner, String name, WeavingTarget target) {
    return owner.methods().stream()
        .anyMatch(method -> method.name().equals(name) && target.names(owner, method));
  }
}
