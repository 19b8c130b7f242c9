// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A method as its class file declares it.
 *
 * @param annotations the binary names of the annotation types
 */
record MethodOutline(int access, String name, String descriptor, Set<String> annotations) {

  private static final int WITHOUT_CODE = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;

  /** Returns name and descriptor, for example {@code size()I}. */
  String signature() {
    return name + descriptor;
  }

  /** Tells whether the application has written code for this method; constructors do not count. */
  boolean hasOwnCode() {
    return !has(WITHOUT_CODE | Opcodes.ACC_SYNTHETIC) && name.charAt(0) != '<';
  }

  boolean isPublic() {
    return has(Opcodes.ACC_PUBLIC);
  }

  boolean isStatic() {
    return has(Opcodes.ACC_STATIC);
  }

  boolean isBridge() {
    return has(Opcodes.ACC_BRIDGE);
  }

  /** Tells whether this is a suspending function of Kotlin. */
  boolean isSuspending() {
    return descriptor.contains("Lkotlin/coroutines/Continuation;)");
  }

  private boolean has(int flags) {
    return (access & flags) != 0;
  }
}
