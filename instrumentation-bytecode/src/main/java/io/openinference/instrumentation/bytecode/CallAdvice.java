// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import org.jspecify.annotations.Nullable;

/**
 * Makes calls in place of the application.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallAdvice {

  /**
   * Makes a call, best by {@link MethodCall#proceed()}, and returns what the application is to get.
   *
   * <p>What this throws by itself reaches nobody: the application gets what the method returned or
   * threw, and where {@link MethodCall#proceed()} was not called yet, the method runs.
   *
   * @throws Throwable what the method throws, unchanged
   */
  @Nullable Object around(MethodCall call) throws Throwable;
}
