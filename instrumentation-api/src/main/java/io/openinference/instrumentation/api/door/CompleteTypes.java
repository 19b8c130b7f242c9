// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Checks that classes of an instrumentation implement all of a library's types. Should a release
 * add a method, the instrumentation is switched off, rather than that an application which calls
 * the method fails.
 *
 * @since 0.1.0
 */
public final class CompleteTypes {

  /**
   * Checks classes against the release at hand.
   *
   * @throws AbstractMethodError if a class lacks a method
   */
  public static void require(Class<?>... implementations) {
    for (Class<?> implementation : implementations) {
      for (Method method : implementation.getMethods()) {
        if (Modifier.isAbstract(method.getModifiers())) {
          throw new AbstractMethodError(method.toString());
        }
      }
    }
  }

  private CompleteTypes() {}
}
