// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * The code that goes into woven methods: it asks whether somebody makes the call instead, and then
 * gives back the outcome of that in place of the method's own code.
 */
final class AroundAdvice {

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class, suppress = Throwable.class)
  static @Nullable Object @Nullable [] enter(
      @AdviceId int id,
      @Advice.Origin Class<?> type,
      @Advice.Origin("#m#d") String signature,
      @Advice.This(optional = true) @Nullable Object target,
      @Advice.AllArguments @Nullable Object[] arguments) {
    return AdviceBridge.enter(id, type, signature, target, arguments);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class)
  @SuppressWarnings({"ParameterNotNullable", "UnusedVariable"}) // Assigned for ByteBuddy.
  static void exit(
      @Advice.Enter @Nullable Object @Nullable [] outcome,
      @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object result,
      @Advice.Thrown(readOnly = false) @Nullable Throwable thrown) {
    if (outcome != null) {
      if (outcome[1] == null) {
        result = outcome[0];
      } else {
        thrown = (Throwable) outcome[1];
      }
    }
  }

  private AroundAdvice() {}
}
