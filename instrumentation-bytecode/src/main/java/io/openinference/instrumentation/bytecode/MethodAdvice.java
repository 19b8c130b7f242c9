// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * The code that is added to woven methods. The code asks the bridge, which has three answers. An
 * array is the outcome of the call, and the method skips its own code. Any other object is an
 * observer that receives the outcome of the method's own code. With null, the method runs
 * unchanged.
 *
 * <p>The code has few local variables, because each one makes the method's stack frames larger.
 */
final class MethodAdvice {

  @Advice.OnMethodEnter(skipOn = Object[].class, suppress = Throwable.class)
  static @Nullable Object enter(
      @AdviceId int id,
      @Advice.Origin Class<?> type,
      @Advice.Origin("#m#d") String signature,
      @Advice.This(optional = true) @Nullable Object target,
      @Advice.AllArguments @Nullable Object[] arguments) {
    return AdviceBridge.enter(id, type, signature, target, arguments);
  }

  @Advice.OnMethodExit(
      onThrowable = Throwable.class,
      suppress = Throwable.class,
      backupArguments = false)
  @SuppressWarnings({"ParameterNotNullable", "UnusedVariable"}) // ByteBuddy needs the assignment.
  static void exit(
      @Advice.Enter @Nullable Object entered,
      @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object result,
      @Advice.Thrown(readOnly = false) @Nullable Throwable thrown) {
    if (entered != null) {
      result = AdviceBridge.result(entered, result, thrown);
      thrown = AdviceBridge.thrown(entered, thrown);
    }
  }

  private MethodAdvice() {}
}
