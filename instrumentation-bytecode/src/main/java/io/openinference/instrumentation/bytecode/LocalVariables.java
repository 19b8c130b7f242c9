// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Counts the slots for local variables that methods use. New variables come behind these slots, so
 * that the code keeps its own.
 */
final class LocalVariables extends ClassVisitor {

  /** A class file counts to 65,535, and the new code needs up to four slots more. */
  private static final int MOST = 65_535 - 4;

  private final Set<String> signatures;
  private final Map<String, Integer> slots = new HashMap<>();

  private LocalVariables(Set<String> signatures) {
    super(Opcodes.ASM9);
    this.signatures = signatures;
  }

  /** Returns the number of slots by signature. */
  static Map<String, Integer> count(ClassReader reader, Set<String> signatures) {
    LocalVariables visitor = new LocalVariables(signatures);
    reader.accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return visitor.slots;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    String found = name + descriptor;
    return !signatures.contains(found)
        ? null
        : new MethodVisitor(Opcodes.ASM9) {
          @Override
          public void visitMaxs(int maxStack, int maxLocals) {
            if (Math.max(maxStack, maxLocals) > MOST) {
              throw new IllegalArgumentException("no room for variables");
            }
            slots.put(found, maxLocals);
          }
        };
  }
}
