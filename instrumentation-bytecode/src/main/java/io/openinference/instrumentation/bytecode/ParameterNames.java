// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names of parameters.
 *
 * <p>Reads the class file if reflection does not know the names. That happens if the class was
 * compiled without {@code -parameters}, or if a JDK before 19 retransformed the class and lost the
 * names.
 *
 * @since 0.1.0
 */
public final class ParameterNames {

  /** Returns the names in order; unknown names are {@code arg0} and so on. */
  public static List<String> of(Method method) {
    List<String> names =
        new ArrayList<>(Arrays.stream(method.getParameters()).map(Parameter::getName).toList());
    if (Arrays.stream(method.getParameters()).allMatch(Parameter::isNamePresent)) {
      return names;
    }
    Class<?> type = method.getDeclaringClass();
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream classFile = type.getResourceAsStream(resource)) {
      if (classFile != null) {
        new ClassReader(classFile).accept(new Reader(method, names), ClassReader.SKIP_FRAMES);
      }
    } catch (IOException | RuntimeException e) {
      return names; // Ignored: the rest of the recorded data does not depend on the names.
    }
    return names;
  }

  /** Replaces names with those of the class file. */
  private static final class Reader extends ClassVisitor {

    private final Method method;
    private final List<String> names;

    Reader(Method method, List<String> names) {
      super(Opcodes.ASM9);
      this.method = method;
      this.names = names;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return name.equals(method.getName()) && descriptor.equals(Type.getMethodDescriptor(method))
          ? new LocalVariables()
          : null;
    }

    private final class LocalVariables extends MethodVisitor {

      private int parameter;

      LocalVariables() {
        super(Opcodes.ASM9);
      }

      @Override
      public void visitParameter(@Nullable String name, int access) {
        if (name != null) {
          names.set(parameter, name);
        }
        parameter++;
      }

      @Override
      public void visitLocalVariable(
          String name,
          String descriptor,
          @Nullable String signature,
          Label start,
          Label end,
          int index) {
        int slot = Modifier.isStatic(method.getModifiers()) ? 0 : 1;
        for (int i = 0; i < names.size(); i++) {
          if (slot == index && parameter == 0) {
            names.set(i, name);
          }
          slot += Type.getType(method.getParameterTypes()[i]).getSize();
        }
      }
    }
  }

  private ParameterNames() {}
}
