// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** What a class file says about its class, without the code. */
final class ClassOutline extends ClassVisitor {

  private static final int WITHOUT_CODE =
      ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;

  private final ClassReader reader;
  private final List<MethodOutline> methods = new ArrayList<>();

  private ClassOutline(ClassReader reader) {
    super(Opcodes.ASM9);
    this.reader = reader;
  }

  static ClassOutline of(ClassReader reader) {
    ClassOutline outline = new ClassOutline(reader);
    reader.accept(outline, WITHOUT_CODE);
    return outline;
  }

  /** Returns the binary name. */
  String name() {
    return reader.getClassName().replace('/', '.');
  }

  boolean isInterface() {
    return (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
  }

  /** Returns the binary names of the superclass and of the interfaces that the class names. */
  List<String> directSupertypes() {
    List<String> names = new ArrayList<>();
    if (reader.getSuperName() != null) {
      names.add(reader.getSuperName().replace('/', '.'));
    }
    for (String implemented : reader.getInterfaces()) {
      names.add(implemented.replace('/', '.'));
    }
    return names;
  }

  List<MethodOutline> methods() {
    return methods;
  }

  boolean declaresAny(Set<String> methodNames) {
    for (MethodOutline method : methods) {
      if (methodNames.contains(method.name())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    Set<String> annotations = new HashSet<>();
    methods.add(new MethodOutline(access, name, descriptor, annotations));
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
        annotations.add(Type.getType(type).getClassName());
        return null;
      }
    };
  }
}
