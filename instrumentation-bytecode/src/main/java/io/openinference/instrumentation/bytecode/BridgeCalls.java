// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Writes the calls of the bridge into the code of a method. */
final class BridgeCalls {

  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String THROWABLE = "Ljava/lang/Throwable;";

  private final MethodVisitor code;
  private final int id;
  private final Type owner;
  private final String name;
  private final Type method;
  private final boolean isStatic;

  /**
   * Creates a writer.
   *
   * @param code takes the code
   * @param id the number of the weaving
   */
  BridgeCalls(
      MethodVisitor code, int id, Type owner, String name, String descriptor, boolean isStatic) {
    this.code = code;
    this.id = id;
    this.owner = owner;
    this.name = name;
    this.method = Type.getMethodType(descriptor);
    this.isStatic = isStatic;
  }

  MethodVisitor code() {
    return code;
  }

  Type returnType() {
    return method.getReturnType();
  }

  /** Returns the types of the local variables at the start of the method, as frames name them. */
  List<Object> parameters() {
    List<Object> types = new ArrayList<>();
    if (!isStatic) {
      types.add(owner.getInternalName());
    }
    for (Type parameter : method.getArgumentTypes()) {
      types.add(Values.frameType(parameter));
    }
    return types;
  }

  /** Asks the bridge about the call and leaves the answer on the stack. */
  void enter() {
    Values.pushNumber(code, id);
    code.visitLdcInsn(owner);
    code.visitLdcInsn(name + method.getDescriptor());
    if (isStatic) {
      code.visitInsn(Opcodes.ACONST_NULL);
    } else {
      code.visitVarInsn(Opcodes.ALOAD, 0);
    }
    pushArguments();
    call("enter", "(ILjava/lang/Class;Ljava/lang/String;" + OBJECT + "[" + OBJECT + ")" + OBJECT);
  }

  private void pushArguments() {
    Type[] parameters = method.getArgumentTypes();
    int slot = isStatic ? 0 : 1;
    Values.pushNumber(code, parameters.length);
    code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    for (int i = 0; i < parameters.length; i++) {
      code.visitInsn(Opcodes.DUP);
      Values.pushNumber(code, i);
      Values.pushBoxed(code, parameters[i], slot);
      code.visitInsn(Opcodes.AASTORE);
      slot += parameters[i].getSize();
    }
  }

  /** Replaces answer, result and exception on the stack by the result that the bridge wants. */
  void result() {
    call("result", "(" + OBJECT + OBJECT + THROWABLE + ")" + OBJECT);
  }

  /** Replaces answer and exception on the stack by the exception that the bridge wants. */
  void thrown() {
    call("thrown", "(" + OBJECT + THROWABLE + ")" + THROWABLE);
  }

  private void call(String function, String descriptor) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, BootstrapBridge.INTERNAL_NAME, function, descriptor, false);
  }
}
