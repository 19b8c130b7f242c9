// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.function.Predicate;

/** Reads the annotations of loaded classes. */
final class LoadedAnnotations {

  static boolean isOnMethodOf(Class<?> type, Predicate<String> annotationTypes) {
    try {
      for (Method method : type.getDeclaredMethods()) {
        for (Annotation present : method.getDeclaredAnnotations()) {
          if (annotationTypes.test(present.annotationType().getName())) {
            return true;
          }
        }
      }
      return false;
    } catch (LinkageError | RuntimeException e) {
      return false; // A method of the class names a missing type.
    }
  }

  private LoadedAnnotations() {}
}
