// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Copies a class file and lets some of its methods ask the bridge. */
final class BridgedClass extends ClassVisitor {

  private final int id;
  private final Type type;
  private final Map<String, Integer> locals;

  private BridgedClass(ClassWriter writer, int id, Type type, Map<String, Integer> locals) {
    super(Opcodes.ASM9, writer);
    this.id = id;
    this.type = type;
    this.locals = locals;
  }

  /**
   * Returns the changed class file.
   *
   * @param id the number of the weaving
   * @param signatures the names and descriptors of the methods
   */
  static byte[] of(ClassReader reader, int id, Set<String> signatures) {
    // The writer copies all other methods as they are.
    ClassWriter writer = new ClassWriter(reader, 0);
    Map<String, Integer> locals = LocalVariables.count(reader, signatures);
    Type type = Type.getObjectType(reader.getClassName());
    reader.accept(new BridgedClass(writer, id, type, locals), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor copy = super.visitMethod(access, name, descriptor, signature, exceptions);
    Integer slots = locals.get(name + descriptor);
    if (slots == null) {
      return copy;
    }
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    return new BridgedMethod(new BridgeCalls(copy, id, type, name, descriptor, isStatic), slots);
  }
}
