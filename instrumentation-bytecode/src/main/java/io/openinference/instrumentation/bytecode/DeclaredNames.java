// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Collects the names of the methods of a class file. A description of the type has the names too,
 * but takes several times as long.
 */
final class DeclaredNames extends ClassVisitor {

  private final Set<String> names = new HashSet<>();

  private DeclaredNames() {
    super(Opcodes.ASM9);
  }

  /**
   * Returns the names, or null if the class file is newer than ASM. Byte Buddy can read such a
   * class file with the JDK's own reader.
   */
  static @Nullable Set<String> of(byte[] classFile) {
    ClassReader reader = reader(classFile);
    if (reader == null) {
      return null;
    }
    DeclaredNames visitor = new DeclaredNames();
    reader.accept(
        visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return visitor.names;
  }

  /** Returns a reader, or null if the class file is newer than ASM. */
  static @Nullable ClassReader reader(byte[] classFile) {
    try {
      return new ClassReader(classFile);
    } catch (IllegalArgumentException newer) {
      return null;
    }
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    names.add(name);
    return null;
  }
}
