// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Weaves again and again, beside other agents, and in several class loaders. */
class WeavingChangesTest {

  private static final String NAME = "Library";
  private static final int CLASSES = 300;

  private final Warnings warnings = new Warnings();
  private final List<Weaving> weavings = new ArrayList<>();

  private static final class Classes extends ClassLoader {
    Classes() {
      super(WeavingChangesTest.class.getClassLoader());
    }

    Method define() throws ReflectiveOperationException {
      byte[] classFile = classFile();
      return defineClass(NAME, classFile, 0, classFile.length).getMethod("next", int.class);
    }
  }

  /** Returns a class with a method that adds one. */
  private static byte[] classFile() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, NAME, null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "next", "(I)I", null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IADD);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(2, 1);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private Weaving weave(CallAdvice advice) throws Exception {
    Weaving weaving =
        Weaver.attach()
            .weave(
                "library",
                Classes.class::isInstance,
                List.of(WeavingTarget.ofClasses(NAME::equals, (type, method) -> true)),
                advice);
    weavings.add(weaving);
    return weaving;
  }

  @AfterEach
  void undo() {
    weavings.forEach(Weaving::undo);
    warnings.close();
  }

  /** Two versions of a library, of which each has its own woven method. */
  @Test
  void classesOfOneNameAreWovenInEachClassLoader() throws Exception {
    Method first = new Classes().define();
    List<Method> called = new CopyOnWriteArrayList<>();
    weave(
        call -> {
          called.add(call.method());
          return call.proceed();
        });
    Method second = new Classes().define();

    assertThat(first.invoke(null, 1)).isEqualTo(2);
    assertThat(second.invoke(null, 2)).isEqualTo(3);
    assertThat(called).containsExactly(first, second);
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void weavingAndUndoingWhileClassesLoadChangesNoResultAndNoCallIsSeenTwice() throws Exception {
    AtomicBoolean isDone = new AtomicBoolean();
    List<Method> loaded = new CopyOnWriteArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> loading =
          threads.submit(
              () -> {
                for (int i = 0; i < CLASSES; i++) {
                  Method method = new Classes().define();
                  assertThat(method.invoke(null, i)).isEqualTo(i + 1);
                  loaded.add(method);
                }
                return isDone.getAndSet(true);
              });
      Future<?> calling =
          threads.submit(
              () -> {
                while (!isDone.get()) {
                  for (Method method : loaded) {
                    assertThat(method.invoke(null, 1)).isEqualTo(2);
                  }
                }
                return null;
              });
      while (!isDone.get()) {
        weave(MethodCall::proceed).undo();
      }
      loading.get();
      calling.get();
    } finally {
      isDone.set(true);
      threads.shutdown();
    }

    AtomicInteger calls = new AtomicInteger();
    weave(
        call -> {
          calls.incrementAndGet();
          return call.proceed();
        });
    for (Method method : loaded) {
      assertThat(method.invoke(null, 1)).isEqualTo(2);
    }
    assertThat(calls).hasValue(CLASSES);
    assertThat(warnings.messages()).isEmpty();
  }

  /** Makes the method add two, as another agent may change it. */
  private static final class OtherAgent implements ClassFileTransformer {

    @Override
    public byte @Nullable [] transform(
        ClassLoader loader,
        String name,
        Class<?> loaded,
        ProtectionDomain domain,
        byte[] classFile) {
      if (!NAME.equals(name)) {
        return null;
      }
      ClassReader reader = new ClassReader(classFile);
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(
          new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
              return new MethodVisitor(
                  Opcodes.ASM9,
                  super.visitMethod(access, method, descriptor, signature, exceptions)) {
                @Override
                public void visitCode() {
                  super.visitCode();
                  super.visitIincInsn(0, 1);
                }
              };
            }
          },
          0);
      return writer.toByteArray();
    }
  }

  /** The other agent comes before or after, and leaves before or after. */
  @Test
  void changesOfAnotherAgentStay() throws Exception {
    Instrumentation instrumentation = SelfAttachment.instrumentation();
    OtherAgent other = new OtherAgent();
    AtomicInteger calls = new AtomicInteger();
    CallAdvice counting =
        call -> {
          calls.incrementAndGet();
          return call.proceed();
        };
    Method method = new Classes().define();
    Class<?> type = method.getDeclaringClass();
    instrumentation.addTransformer(other, true);
    try {
      instrumentation.retransformClasses(type);
      assertThat(method.invoke(null, 1)).isEqualTo(3);
      Weaving after = weave(counting);
      assertThat(method.invoke(null, 1)).isEqualTo(3);
      assertThat(calls).hasValue(1);
      after.undo();
      assertThat(method.invoke(null, 1)).isEqualTo(3);
      assertThat(calls).hasValue(1);
    } finally {
      instrumentation.removeTransformer(other);
      instrumentation.retransformClasses(type);
    }

    weave(counting);
    instrumentation.addTransformer(other, true);
    try {
      instrumentation.retransformClasses(type);
      // The other agent's code runs before the bridge and again when the advice makes the call.
      method.invoke(null, 1);
      assertThat(calls).hasValue(2);
    } finally {
      instrumentation.removeTransformer(other);
      instrumentation.retransformClasses(type);
    }
    assertThat(method.invoke(null, 1)).isEqualTo(2);
    assertThat(calls).hasValue(3);
    assertThat(warnings.messages()).isEmpty();
  }
}
