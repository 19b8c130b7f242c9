// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.pool.TypePool;

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
  private final TypePool types;

  private Forwarders(Map<String, Callee> callees, TypePool types) {
    this.callees = callees;
    this.types = types;
  }

  /**
   * Finds the forwarders of a class. It finds none in a class file that is newer than ASM: the
   * compilers of Kotlin and Scala follow a new JDK late, and Java's compiler makes no forwarders.
   *
   * @param types finds the classes of the called methods
   */
  static Forwarders of(byte[] classFile, TypePool types) {
    Map<String, Callee> callees = new HashMap<>();
    ClassReader reader = DeclaredNames.reader(classFile);
    if (reader != null) {
      reader.accept(new ForwarderReader(callees), ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    }
    return new Forwarders(callees, types);
  }

  /** Tells whether a method only calls another method that the target names. */
  boolean contains(MethodDescription method, WeavingTarget target) {
    Callee callee = callees.get(method.getInternalName() + method.getDescriptor());
    if (callee == null) {
      return false;
    }
    TypePool.Resolution owner = types.describe(callee.owner);
    return owner.isResolved() && isNamed(owner.resolve(), callee.name, target);
  }

  /** Also handles a bridge that forwards to a method of an interface. */
  private static boolean isNamed(TypeDescription owner, String name, WeavingTarget target) {
    return owner.getDeclaredMethods().stream()
        .anyMatch(method -> method.getInternalName().equals(name) && target.names(owner, method));
  }
}
