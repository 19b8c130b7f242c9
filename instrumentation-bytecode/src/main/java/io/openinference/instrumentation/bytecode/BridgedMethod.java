// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.jar.asm.TypePath;
import org.jspecify.annotations.Nullable;

/**
 * Copies a method and lets the copy ask the bridge, which has three answers. An array is the
 * outcome of the call, and the method skips its own code. Any other object is an observer that
 * receives the outcome of the method's own code. With null, the method runs unchanged. As Java, the
 * copy of {@code int size() {...}} is:
 *
 * <pre>{@code
 * Object answer;
 * try {
 *   answer = AdviceBridge.enter(id, Type.class, "size()I", this, new Object[] {});
 * } catch (Throwable fault) {
 *   answer = null;
 * }
 * if (answer instanceof Object[]) {
 *   Throwable thrown = AdviceBridge.thrown(answer, null);
 *   if (thrown != null) {
 *     throw thrown;
 *   }
 *   return result(answer, 0);
 * }
 * try {
 *   ...                             // each return of a value is return result(answer, value)
 * } catch (Throwable thrown) {
 *   result(answer, null, thrown);   // tells the observer
 *   throw thrown;
 * }
 * }</pre>
 *
 * <p>{@code result} stands for a call of {@code AdviceBridge.result} whose failure counts for
 * nothing: the method then returns its own value.
 */
final class BridgedMethod extends MethodVisitor {

  private static final String OBJECT = "java/lang/Object";
  private static final String THROWABLE = "java/lang/Throwable";

  /** The stack that the arguments of the bridge need, the largest argument included. */
  private static final int STACK_OF_ENTER = 9;

  private static final int STACK_OF_RESULT = 4;

  private record Handler(Label start, Label end, Label code, @Nullable String type) {}

  private final BridgeCalls bridge;
  private final Type returned;

  /** The variable that holds the bridge's answer. */
  private final int answer;

  /** The variable that holds the method's own result or exception. */
  private final int outcome;

  private final List<Handler> added = new ArrayList<>();
  private final List<Handler> own = new ArrayList<>();
  private final Label body = new Label();
  private final Label failedResult = new Label();

  /**
   * Creates the copy.
   *
   * @param locals the number of slots that the method uses for local variables
   */
  BridgedMethod(BridgeCalls bridge, int locals) {
    super(Opcodes.ASM9, bridge.code());
    this.bridge = bridge;
    this.returned = bridge.returnType();
    this.answer = locals;
    this.outcome = locals + 1;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    writeEnter();
    super.visitVarInsn(Opcodes.ALOAD, answer);
    super.visitTypeInsn(Opcodes.INSTANCEOF, "[Ljava/lang/Object;");
    super.visitJumpInsn(Opcodes.IFEQ, body);
    writeSkip();
    super.visitLabel(body);
    writeFrame(bridge.parameters(), List.of(OBJECT), List.of());
    // The method's own code may begin with a frame, and two frames cannot be at one place.
    super.visitInsn(Opcodes.NOP);
  }

  private void writeEnter() {
    Label start = new Label();
    Label fault = new Label();
    Label answered = new Label();
    super.visitLabel(start);
    bridge.enter();
    super.visitJumpInsn(Opcodes.GOTO, answered);
    super.visitLabel(fault);
    writeFrame(bridge.parameters(), List.of(), List.of(THROWABLE));
    super.visitInsn(Opcodes.POP);
    super.visitInsn(Opcodes.ACONST_NULL);
    super.visitLabel(answered);
    writeFrame(bridge.parameters(), List.of(), List.of(OBJECT));
    super.visitVarInsn(Opcodes.ASTORE, answer);
    added.add(new Handler(start, fault, fault, THROWABLE));
  }

  private void writeSkip() {
    if (!isVoid()) {
      Values.pushDefault(mv, returned);
      super.visitVarInsn(returned.getOpcode(Opcodes.ISTORE), outcome);
    }
    Label start = new Label();
    Label end = new Label();
    Label returns = new Label();
    super.visitLabel(start);
    super.visitVarInsn(Opcodes.ALOAD, answer);
    super.visitInsn(Opcodes.ACONST_NULL);
    bridge.thrown();
    super.visitLabel(end);
    added.add(new Handler(start, end, failedResult, THROWABLE));
    super.visitInsn(Opcodes.DUP);
    super.visitJumpInsn(Opcodes.IFNULL, returns);
    super.visitInsn(Opcodes.ATHROW);
    super.visitLabel(returns);
    writeFrame(bridge.parameters(), variablesAtReturn(), List.of(THROWABLE));
    super.visitInsn(Opcodes.POP);
    writeReturn();
  }

  /** Writes a return of the value in the variable, as the bridge wants it. */
  private void writeReturn() {
    Label start = new Label();
    Label end = new Label();
    super.visitLabel(start);
    super.visitVarInsn(Opcodes.ALOAD, answer);
    if (isVoid()) {
      super.visitInsn(Opcodes.ACONST_NULL);
    } else {
      Values.pushBoxed(mv, returned, outcome);
    }
    super.visitInsn(Opcodes.ACONST_NULL);
    bridge.result();
    if (isVoid()) {
      super.visitInsn(Opcodes.POP);
    } else {
      Values.unbox(mv, returned);
    }
    super.visitLabel(end);
    super.visitInsn(returned.getOpcode(Opcodes.IRETURN));
    added.add(new Handler(start, end, failedResult, THROWABLE));
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
      super.visitInsn(opcode);
      return;
    }
    if (!isVoid()) {
      super.visitVarInsn(returned.getOpcode(Opcodes.ISTORE), outcome);
    }
    writeReturn();
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      @Nullable Object[] locals,
      int stackCount,
      @Nullable Object[] stack) {
    writeFrame(
        Arrays.asList(locals).subList(0, localCount),
        List.of(OBJECT),
        Arrays.asList(stack).subList(0, stackCount));
  }

  /** Kept until the end, because the JVM takes the first handler that fits. */
  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    own.add(new Handler(start, end, handler, type));
  }

  /** Left out, because the annotation numbers the handlers. */
  @Override
  public @Nullable AnnotationVisitor visitTryCatchAnnotation(
      int handler, @Nullable TypePath path, String descriptor, boolean visible) {
    return null;
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    Label end = new Label();
    Label thrown = new Label();
    super.visitLabel(end);
    writeFailedResult();
    writeThrown(thrown);
    added.forEach(this::write);
    own.forEach(this::write);
    write(new Handler(body, end, thrown, THROWABLE));
    super.visitMaxs(
        Math.max(STACK_OF_ENTER, maxStack + STACK_OF_RESULT),
        outcome + Math.max(1, returned.getSize()));
  }

  private void writeFailedResult() {
    super.visitLabel(failedResult);
    writeFrame(List.of(), variablesAtReturn(), List.of(THROWABLE));
    super.visitInsn(Opcodes.POP);
    if (!isVoid()) {
      super.visitVarInsn(returned.getOpcode(Opcodes.ILOAD), outcome);
    }
    super.visitInsn(returned.getOpcode(Opcodes.IRETURN));
  }

  private void writeThrown(Label thrown) {
    Label start = new Label();
    Label answered = new Label();
    super.visitLabel(thrown);
    writeFrame(List.of(), List.of(OBJECT), List.of(THROWABLE));
    super.visitVarInsn(Opcodes.ASTORE, outcome);
    super.visitLabel(start);
    super.visitVarInsn(Opcodes.ALOAD, answer);
    super.visitInsn(Opcodes.ACONST_NULL);
    super.visitVarInsn(Opcodes.ALOAD, outcome);
    bridge.result();
    // A failure ends here too, and nobody wants the answer.
    super.visitLabel(answered);
    writeFrame(List.of(), List.of(OBJECT, THROWABLE), List.of(OBJECT));
    super.visitInsn(Opcodes.POP);
    super.visitVarInsn(Opcodes.ALOAD, outcome);
    super.visitInsn(Opcodes.ATHROW);
    added.add(new Handler(start, answered, answered, THROWABLE));
  }

  private void write(Handler handler) {
    super.visitTryCatchBlock(handler.start, handler.end, handler.code, handler.type);
  }

  private List<Object> variablesAtReturn() {
    return isVoid() ? List.of(OBJECT) : List.of(OBJECT, Values.frameType(returned));
  }

  private boolean isVoid() {
    return returned.getSort() == Type.VOID;
  }

  /**
   * Writes a frame.
   *
   * @param locals the types of the method's own variables
   * @param more the types of the variables behind them
   */
  private void writeFrame(
      List<? extends @Nullable Object> locals,
      List<Object> more,
      List<? extends @Nullable Object> stack) {
    List<@Nullable Object> all = new ArrayList<>(locals);
    if (!more.isEmpty()) {
      int slots = 0;
      for (Object local : locals) {
        slots += local == Opcodes.LONG || local == Opcodes.DOUBLE ? 2 : 1;
      }
      for (; slots < answer; slots++) {
        all.add(Opcodes.TOP);
      }
      all.addAll(more);
    }
    super.visitFrame(Opcodes.F_NEW, all.size(), all.toArray(), stack.size(), stack.toArray());
  }
}
