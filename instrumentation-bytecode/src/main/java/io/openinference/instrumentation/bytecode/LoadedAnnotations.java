// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.function.Predicate;

/** Looks at the annotations of classes that are loaded. */
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
      return false; // Its methods name types that are missing.
    }
  }

  private LoadedAnnotations() {}
}
