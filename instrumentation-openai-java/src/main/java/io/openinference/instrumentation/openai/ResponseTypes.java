// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Checks that the tracing classes implement all of openai-java's types of responses.
 *
 * <p>These types have not changed since release 1.1.0. If a release adds a method to one of them,
 * the instrumentation turns off and the application's calls keep working.
 */
final class ResponseTypes {

  /**
   * Checks the types of the release on the class path.
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
