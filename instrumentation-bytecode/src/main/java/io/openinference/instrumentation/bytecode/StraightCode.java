// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Reads the code of a method and tells whether it only loads, calls and returns. */
abstract class StraightCode extends MethodVisitor {

  private boolean straight = true;

  StraightCode() {
    super(Opcodes.ASM9);
  }

  final boolean isStraight() {
    return straight;
  }

  final void giveUp() {
    straight = false;
  }

  @Override
  public final void visitInsn(int opcode) {
    boolean isConstantOrReturn =
        opcode <= Opcodes.DCONST_1 || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
    straight &= isConstantOrReturn;
  }

  @Override
  public final void visitVarInsn(int opcode, int variable) {
    straight &= opcode <= Opcodes.ALOAD;
  }

  @Override
  public final void visitTypeInsn(int opcode, String type) {
    giveUp();
  }

  @Override
  public final void visitJumpInsn(int opcode, Label label) {
    giveUp();
  }

  @Override
  public final void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, @Nullable Object... arguments) {
    giveUp();
  }

  @Override
  public final void visitIincInsn(int variable, int increment) {
    giveUp();
  }

  @Override
  public final void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
    giveUp();
  }

  @Override
  public final void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
    giveUp();
  }

  @Override
  public final void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    giveUp();
  }
}
