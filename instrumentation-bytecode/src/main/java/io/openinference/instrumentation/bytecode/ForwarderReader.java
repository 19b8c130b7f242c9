// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.bytecode.Forwarders.Callee;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Collects the forwarders of a class in a map, by name and descriptor. */
final class ForwarderReader extends ClassVisitor {

  private final Map<String, Callee> callees;
  private String className = "";

  ForwarderReader(Map<String, Callee> callees) {
    super(Opcodes.ASM9);
    this.callees = callees;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    className = name;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new Code(name, descriptor);
  }

  /** Reads the code of a method as long as it may be a forwarder: no branches and only one call. */
  private final class Code extends StraightCode {

    private final String name;
    private final String descriptor;
    private @Nullable String singleton;
    private @Nullable Callee callee;

    Code(String name, String descriptor) {
      this.name = name;
      this.descriptor = descriptor;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String type) {
      boolean isSingleton =
          field.equals("MODULE$") || type.equals("L" + className + "$" + field + ";");
      if (opcode == Opcodes.GETSTATIC && isSingleton && singleton == null) {
        singleton = type;
      } else {
        giveUp();
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String called, String calledDescriptor, boolean isInterface) {
      if (owner.equals("kotlin/jvm/internal/Intrinsics")) {
        return; // This call checks a parameter for null.
      }
      if (callee == null && isOfSameMethod(opcode, owner, called)) {
        callee = new Callee(owner.replace('/', '.'), name);
      } else {
        giveUp();
      }
    }

    private boolean isOfSameMethod(int opcode, String owner, String called) {
      return opcode == Opcodes.INVOKESTATIC
          ? called.equals(name + "$")
              || called.equals(name + "$default")
              || called.equals("access$" + name + "$jd")
          : called.equals(name) && ("L" + owner + ";").equals(singleton);
    }

    @Override
    public void visitEnd() {
      if (isStraight() && callee != null) {
        callees.put(name + descriptor, requireNonNull(callee));
      }
    }
  }
}
