// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** A woven method, and the way into its own code. */
final class WovenMethod {

  /** The method whose next call on this thread is ours. */
  private static final ThreadLocal<WovenMethod> LET_THROUGH = new ThreadLocal<>();

  private final Method method;
  private final MethodHandle code;
  private final boolean isStatic;

  private WovenMethod(Method method, MethodHandle code) {
    this.method = method;
    this.code = code;
    this.isStatic = Modifier.isStatic(method.getModifiers());
  }

  /** Throws what reflection throws where the class cannot be looked into. */
  static WovenMethod of(Method method) throws IllegalAccessException {
    Class<?> type = method.getDeclaringClass();
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    // Not virtual: in a call of super, the subclass's method would run again.
    MethodHandle handle =
        Modifier.isStatic(method.getModifiers())
            ? lookup.unreflect(method)
            : lookup.unreflectSpecial(method, type);
    MethodHandle generic = handle.asFixedArity().asType(handle.type().generic());
    return new WovenMethod(
        method, generic.asSpreader(Object[].class, generic.type().parameterCount()));
  }

  Method method() {
    return method;
  }

  /** Tells whether the call that has just begun is that of {@link #invoke}. */
  boolean isLetThrough() {
    if (LET_THROUGH.get() == this) {
      LET_THROUGH.remove();
      return true;
    }
    return false;
  }

  /** Runs the method's own code; what it throws comes out unchanged. */
  @Nullable Object invoke(@Nullable Object target, @Nullable Object[] arguments) throws Throwable {
    @Nullable Object[] all = isStatic ? arguments : withTarget(target, arguments);
    LET_THROUGH.set(this);
    try {
      return (Object) code.invokeExact(all);
    } finally {
      // Still there where the method was not entered, for example because it is no longer woven.
      isLetThrough();
    }
  }

  private static @Nullable Object[] withTarget(
      @Nullable Object target, @Nullable Object[] arguments) {
    @Nullable Object[] all = new @Nullable Object[arguments.length + 1];
    all[0] = target;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return all;
  }
}
