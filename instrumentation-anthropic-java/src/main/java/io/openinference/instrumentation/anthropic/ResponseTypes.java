// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Checks that our classes implement all of anthropic-java's types of responses.
 *
 * <p>They have not changed since release 1.1.0. Should a release add a method to one of them, the
 * instrumentation is switched off, rather than that an application which calls it fails.
 */
final class ResponseTypes {

  /**
   * Checks the types of the release at hand.
   *
   * @throws AbstractMethodError if a class lacks a method
   */
  static void check() {
    requireComplete(TracingHttpResponse.class);
    requireComplete(TracingHttpResponseFor.class);
    requireComplete(TracingStreamResponse.class);
    requireComplete(TracingAsyncStreamResponse.class);
  }

  static void requireComplete(Class<?> implementation) {
    for (Method method : implementation.getMethods()) {
      if (Modifier.isAbstract(method.getModifiers())) {
        throw new AbstractMethodError(method.toString());
      }
    }
  }

  private ResponseTypes() {}
}
