// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The JVM verifies the code of the woven class, and the methods return what they returned. */
class BridgedMethodTest {

  private @Nullable Weaving weaving;

  /** Methods of many shapes. */
  @SuppressWarnings({"unused", "SameParameterValue", "MethodCanBeStatic"})
  static class Shapes {

    static long allTypes(
        boolean a, byte b, char c, short d, int e, long f, float g, double h, String i, int[] j) {
      return (a ? 1 : 0) + b + c + d + e + f + (long) g + (long) h + i.length() + j[0];
    }

    boolean not(boolean value) {
      return !value;
    }

    byte toByte(int value) {
      return (byte) value;
    }

    char toChar(int value) {
      return (char) value;
    }

    short toShort(int value) {
      return (short) value;
    }

    float half(float value) {
      return value / 2;
    }

    double sqrt(double value) {
      return Math.sqrt(value);
    }

    int[][] square(int... values) {
      return new int[][] {values, values};
    }

    void nothing() {}

    /** Begins with a jump target. */
    int loop(int n) {
      do {
        n--;
      } while (n > 3);
      return n;
    }

    /** Has local variables of two slots in frames. */
    double sum(int n) {
      double sum = 0.5;
      for (int i = 0; i < n; i++) {
        long square = (long) i * i;
        sum += square > 4 ? square : i;
      }
      return sum;
    }

    /** Has an object in a frame that is not initialized yet. */
    String build(boolean flag) {
      return new StringBuilder(flag ? "yes" : "no").append('!').toString();
    }

    @SuppressWarnings("Finally")
    String handle(int n) {
      String text = "";
      try {
        text += 10 / n;
        return text;
      } catch (ArithmeticException e) {
        return text + "zero";
      } finally {
        text += "never seen";
      }
    }

    /** Catches everything, but nothing that the bridge throws. */
    Object catchAll(Object value) {
      try {
        return value;
      } catch (Throwable thrown) {
        return "caught";
      }
    }

    synchronized int locked(int n) {
      synchronized (new Object()) {
        return n + 1;
      }
    }

    String choose(Object value) {
      return switch (String.valueOf(value)) {
        case "a", "b" -> "letter";
        case "1" -> "digit";
        default -> throw new IllegalArgumentException("neither");
      };
    }

    void endsWithThrow() {
      throw new IllegalStateException("no");
    }
  }

  private static Map<String, Callable<@Nullable Object>> calls(Shapes shapes) {
    Map<String, Callable<@Nullable Object>> calls = new LinkedHashMap<>();
    calls.put(
        "allTypes",
        () ->
            Shapes.allTypes(true, (byte) 2, 'c', (short) 4, 5, 6L, 7f, 8d, "nine", new int[] {10}));
    calls.put("not", () -> shapes.not(true));
    calls.put("toByte", () -> shapes.toByte(300));
    calls.put("toChar", () -> shapes.toChar(65));
    calls.put("toShort", () -> shapes.toShort(70_000));
    calls.put("half", () -> shapes.half(3f));
    calls.put("sqrt", () -> shapes.sqrt(2d));
    calls.put("square", () -> Arrays.deepToString(shapes.square(1, 2)));
    calls.put(
        "nothing",
        () -> {
          shapes.nothing();
          return "returned";
        });
    calls.put("loop", () -> shapes.loop(9));
    calls.put("sum", () -> shapes.sum(6));
    calls.put("build", () -> shapes.build(true) + shapes.build(false));
    calls.put("handle", () -> shapes.handle(5) + shapes.handle(0));
    calls.put("catchAll", () -> shapes.catchAll("value"));
    calls.put("locked", () -> shapes.locked(1));
    calls.put("choose", () -> shapes.choose("a") + shapes.choose(1));
    calls.put("choose nothing", () -> shapes.choose("?"));
    calls.put(
        "endsWithThrow",
        () -> {
          shapes.endsWithThrow();
          return "returned";
        });
    return calls;
  }

  private static List<String> outcomes() {
    List<String> outcomes = new ArrayList<>();
    calls(new Shapes())
        .forEach(
            (name, call) -> {
              try {
                outcomes.add(name + " " + call.call());
              } catch (Exception e) {
                outcomes.add(name + " threw " + e);
              }
            });
    return outcomes;
  }

  @AfterEach
  void undo() {
    if (weaving != null) {
      weaving.undo();
    }
  }

  private void weave(CallAdvice advice) throws Exception {
    weaving =
        Weaver.attach()
            .weave(
                "shapes",
                loader -> loader == Shapes.class.getClassLoader(),
                List.of(
                    WeavingTarget.ofClasses(
                        Shapes.class.getName()::equals, (type, method) -> true)),
                advice);
  }

  @Test
  void adviceThatMakesTheCallChangesNoOutcome() throws Exception {
    List<String> before = outcomes();
    List<String> called = new ArrayList<>();
    weave(
        call -> {
          called.add(call.method().getName());
          return call.proceed();
        });

    assertThat(outcomes()).isEqualTo(before);
    assertThat(called)
        .contains("allTypes", "loop", "locked", "endsWithThrow")
        .hasSize(before.size() + 3);
  }

  @Test
  void observerChangesNoOutcome() throws Exception {
    List<String> before = outcomes();
    List<String> ends = new ArrayList<>();
    weave(
        new CallObserver() {
          @Override
          public CallEnd begin(
              Method method, @Nullable Object target, @Nullable Object[] arguments) {
            return (result, thrown) -> {
              ends.add(method.getName() + " " + (thrown == null ? result : thrown));
              return result;
            };
          }
        });

    assertThat(outcomes()).isEqualTo(before);
    assertThat(ends)
        .contains(
            "not false",
            "toChar A",
            "nothing null",
            "sum 53.5",
            "handle zero",
            "endsWithThrow java.lang.IllegalStateException: no")
        .hasSize(before.size() + 3);
  }

  @Test
  void methodThatNobodyObservesChangesNoOutcome() throws Exception {
    List<String> before = outcomes();
    weave(
        new CallAdvice() {
          @Override
          public @Nullable Object around(MethodCall call) {
            throw new AssertionError();
          }

          @Override
          public boolean appliesTo(Method method, @Nullable Object target) {
            return false;
          }
        });

    assertThat(outcomes()).isEqualTo(before);
  }

  @Test
  void nullInPlaceOfAPrimitiveIsZeroOrFalse() throws Exception {
    weave(call -> null);

    assertThat(new Shapes().not(false)).isFalse();
    assertThat(new Shapes().sqrt(4)).isZero();
    assertThat(new Shapes().catchAll("value")).isNull();
  }

  /** Compilers other than {@code javac} write such code. */
  @Test
  void returnWithMoreOnTheStackIsWoven() throws Exception {
    byte[] woven = BridgedClass.of(new ClassReader(returnWithMoreOnTheStack()), 1, signatures());

    assertThat(define(woven).getMethod("two").invoke(null)).isEqualTo(2);
  }

  @Test
  void classFileThatIsNewerThanAsmKeepsItsVersion() throws Exception {
    byte[] newer = returnWithMoreOnTheStack();
    newer[7] = 127; // The major version.

    byte[] woven =
        ClassFiles.withVersionOf(newer, BridgedClass.of(ClassFiles.reader(newer), 1, signatures()));

    assertThat(woven[7]).isEqualTo((byte) 127);
    assertThatThrownBy(() -> define(woven)).isInstanceOf(UnsupportedClassVersionError.class);
    woven[7] = Opcodes.V17;
    assertThat(define(woven).getMethod("two").invoke(null)).isEqualTo(2);
  }

  private static Set<String> signatures() {
    return Set.of("two()I");
  }

  private static byte[] returnWithMoreOnTheStack() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Stack", null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "two", "()I", null, null);
    code.visitCode();
    code.visitInsn(Opcodes.LCONST_1);
    code.visitInsn(Opcodes.ICONST_2);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(3, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static Class<?> define(byte[] classFile) {
    return new ClassLoader(BridgedMethodTest.class.getClassLoader()) {
      Class<?> define() {
        return defineClass("Stack", classFile, 0, classFile.length);
      }
    }.define();
  }
}
