// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Weaves methods that {@code javac} does not write, or writes rarely. */
class OddMethodTest {

  private static final String NAME = "Odd";

  private final List<String> ends = new ArrayList<>();
  private final Warnings warnings = new Warnings();
  private @Nullable Weaving weaving;

  @AfterEach
  void undo() {
    warnings.close();
    if (weaving != null) {
      weaving.undo();
    }
  }

  @Test
  void tooLargeMethodIsLoadedUnchanged() throws Exception {
    Method method =
        define(
            Opcodes.V17,
            code -> {
              nops(code, 65_500);
              code.visitVarInsn(Opcodes.ILOAD, 0);
              code.visitInsn(Opcodes.IRETURN);
              code.visitMaxs(1, 1);
            });

    assertThat(method.invoke(null, 7)).isEqualTo(7);
    assertThat(ends).isEmpty();
    assertThat(warnings.messages())
        .singleElement()
        .asString()
        .startsWith("OpenInference odd: weaving failed with")
        .contains("MethodTooLargeException");
  }

  /** The returns between a jump and its target grow, until the jump needs a wide instruction. */
  @Test
  void jumpsThatBecomeTooFarAreWidened() throws Exception {
    Method method = define(Opcodes.V17, OddMethodTest::writeFarJumps);

    assertThat(method.invoke(null, 0)).isEqualTo(-1);
    assertThat(method.invoke(null, 3)).isEqualTo(103);
    assertThat(method.invoke(null, 500)).isEqualTo(-1);
    assertThat(ends).containsExactly("-1", "103", "-1");
    assertThat(warnings.messages()).isEmpty();
  }

  /** Jumps ahead with 0; 500 passes all returns and jumps back with 0. */
  private static void writeFarJumps(MethodVisitor code) {
    Label again = new Label();
    Label end = new Label();
    code.visitLabel(again);
    code.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 0, new Object[0]);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitJumpInsn(Opcodes.IFEQ, end);
    for (int i = 1; i <= 200; i++) {
      Label next = new Label();
      code.visitVarInsn(Opcodes.ILOAD, 0);
      code.visitIntInsn(Opcodes.SIPUSH, i);
      code.visitJumpInsn(Opcodes.IF_ICMPNE, next);
      code.visitIntInsn(Opcodes.SIPUSH, 100 + i);
      code.visitInsn(Opcodes.IRETURN);
      code.visitLabel(next);
      code.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 0, new Object[0]);
    }
    nops(code, 30_000);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, 0);
    code.visitJumpInsn(Opcodes.GOTO, again);
    code.visitLabel(end);
    code.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 0, new Object[0]);
    code.visitInsn(Opcodes.ICONST_M1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(2, 1);
  }

  /** The JVM verifies class files of Java 6 without frames too. */
  @Test
  void classFileOfJava6WithoutFramesIsWoven() throws Exception {
    Method method =
        define(
            Opcodes.V1_6,
            code -> {
              Label positive = new Label();
              code.visitVarInsn(Opcodes.ILOAD, 0);
              code.visitJumpInsn(Opcodes.IFGT, positive);
              code.visitInsn(Opcodes.ICONST_0);
              code.visitInsn(Opcodes.IRETURN);
              code.visitLabel(positive);
              code.visitVarInsn(Opcodes.ILOAD, 0);
              code.visitInsn(Opcodes.IRETURN);
              code.visitMaxs(1, 1);
            });

    assertThat(method.invoke(null, -3)).isEqualTo(0);
    assertThat(method.invoke(null, 3)).isEqualTo(3);
    assertThat(ends).containsExactly("0", "3");
  }

  /** Java 5 wrote subroutines, and Java 6 still loads them. */
  @Test
  void subroutineIsWoven() throws Exception {
    Method method =
        define(
            Opcodes.V1_6,
            code -> {
              Label subroutine = new Label();
              code.visitJumpInsn(Opcodes.JSR, subroutine);
              code.visitVarInsn(Opcodes.ILOAD, 0);
              code.visitInsn(Opcodes.IRETURN);
              code.visitLabel(subroutine);
              code.visitVarInsn(Opcodes.ASTORE, 1);
              code.visitIincInsn(0, 1);
              code.visitVarInsn(Opcodes.RET, 1);
              code.visitMaxs(1, 2);
            });

    assertThat(method.invoke(null, 3)).isEqualTo(4);
    assertThat(ends).containsExactly("4");
  }

  @Test
  void methodWithoutReturnTellsItsException() throws Exception {
    Method method =
        define(
            Opcodes.V17,
            code -> {
              Label loop = new Label();
              code.visitLabel(loop);
              code.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 0, new Object[0]);
              code.visitIincInsn(0, -1);
              code.visitIntInsn(Opcodes.BIPUSH, 10);
              code.visitVarInsn(Opcodes.ILOAD, 0);
              code.visitInsn(Opcodes.IDIV);
              code.visitInsn(Opcodes.POP);
              code.visitJumpInsn(Opcodes.GOTO, loop);
              code.visitMaxs(2, 1);
            });

    assertThatThrownBy(() -> method.invoke(null, 3))
        .isInstanceOf(InvocationTargetException.class)
        .hasRootCauseExactlyInstanceOf(ArithmeticException.class);
    assertThat(ends).containsExactly("java.lang.ArithmeticException: / by zero");
  }

  @Test
  void methodWithManyVariablesIsWoven() throws Exception {
    Method method =
        define(
            Opcodes.V17,
            code -> {
              code.visitVarInsn(Opcodes.ILOAD, 0);
              code.visitVarInsn(Opcodes.ISTORE, 999);
              code.visitVarInsn(Opcodes.ILOAD, 999);
              code.visitInsn(Opcodes.IRETURN);
              code.visitMaxs(1, 1_000);
            });

    assertThat(method.invoke(null, 3)).isEqualTo(3);
    assertThat(ends).containsExactly("3");
  }

  /** Fills the last variable that the JVM allows, so that no further one fits. */
  @Test
  void methodWithoutRoomForVariablesIsLoadedUnchanged() throws Exception {
    Method method =
        define(
            Opcodes.V17,
            code -> {
              code.visitVarInsn(Opcodes.ILOAD, 0);
              code.visitVarInsn(Opcodes.ISTORE, 65_534);
              code.visitVarInsn(Opcodes.ILOAD, 65_534);
              code.visitInsn(Opcodes.IRETURN);
              code.visitMaxs(1, 65_535);
            });

    assertThat(method.invoke(null, 3)).isEqualTo(3);
    assertThat(ends).isEmpty();
    assertThat(warnings.messages())
        .singleElement()
        .asString()
        .startsWith("OpenInference odd: weaving failed with java.lang.IllegalArgumentException");
  }

  /** A class may be loaded though the JVM cannot verify it, because another class is missing. */
  @Test
  void classThatCannotBeLinkedDoesNotStopTheOthers() throws Exception {
    Classes loader = new Classes();
    loader.define("Unlinkable", classFile("Unlinkable", Opcodes.V17, OddMethodTest::writeCast));
    Class<?> other = loader.define(NAME, classFile(NAME, Opcodes.V17, OddMethodTest::writeSame));

    weave(loader);

    assertThat(other.getMethod("odd", int.class).invoke(null, 3)).isEqualTo(3);
    assertThat(ends).containsExactly("3");
    assertThat(warnings.messages())
        .singleElement()
        .asString()
        .startsWith("OpenInference odd: transformation failed with java.lang.InternalError");
  }

  private static void writeSame(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(1, 1);
  }

  /** Makes the verifier load a class that is missing. */
  private static void writeCast(MethodVisitor code) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "Missing", "get", "()LMissing;", false);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "Missing", "set", "(LMissingToo;)V", false);
    writeSame(code);
  }

  /** Returns a woven static method with a parameter and a result of type int. */
  private Method define(int version, Consumer<MethodVisitor> body) throws Exception {
    Classes loader = new Classes();
    weave(loader);
    return loader.define(NAME, classFile(NAME, version, body)).getMethod("odd", int.class);
  }

  private void weave(ClassLoader loader) throws Exception {
    weaving =
        Weaver.attach()
            .weave(
                "odd",
                loader::equals,
                List.of(WeavingTarget.ofClasses(name -> true, (type, method) -> true)),
                new Ends());
  }

  private static byte[] classFile(String name, int version, Consumer<MethodVisitor> body) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(version, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "odd", "(I)I", null, null);
    code.visitCode();
    body.accept(code);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void nops(MethodVisitor code, int count) {
    for (int i = 0; i < count; i++) {
      code.visitInsn(Opcodes.NOP);
    }
  }

  private final class Ends implements CallObserver {
    @Override
    public CallEnd begin(Method method, @Nullable Object target, @Nullable Object[] arguments) {
      return (result, thrown) -> {
        ends.add(String.valueOf(thrown == null ? result : thrown));
        return result;
      };
    }
  }

  private static final class Classes extends ClassLoader {
    Classes() {
      super(OddMethodTest.class.getClassLoader());
    }

    Class<?> define(String name, byte[] classFile) {
      return defineClass(name, classFile, 0, classFile.length);
    }
  }
}
