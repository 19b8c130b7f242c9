// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** A woven method and the way to call its original code. */
final class WovenMethod {

  private final Method method;
  private final MethodHandle code;
  private final boolean isStatic;
  private final ThreadLocal<WovenMethod> letThrough;

  private WovenMethod(Method method, MethodHandle code, ThreadLocal<WovenMethod> letThrough) {
    this.method = method;
    this.code = code;
    this.letThrough = letThrough;
    this.isStatic = Modifier.isStatic(method.getModifiers());
  }

  /**
   * Looks up the method; throws the exception of reflection if that is not possible.
   *
   * @param letThrough the method whose next call on this thread comes from {@link #invoke}. Each
   *     weaving has its own, because another weaving of the same method sees that call too.
   */
  static WovenMethod of(Method method, ThreadLocal<WovenMethod> letThrough)
      throws IllegalAccessException {
    Class<?> type = method.getDeclaringClass();
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    // Not a virtual call: inside a super call, the subclass's method would run again.
    MethodHandle handle =
        Modifier.isStatic(method.getModifiers())
            ? lookup.unreflect(method)
            : lookup.unreflectSpecial(method, type);
    MethodHandle generic = handle.asFixedArity().asType(handle.type().generic());
    return new WovenMethod(
        method, generic.asSpreader(Object[].class, generic.type().parameterCount()), letThrough);
  }

  Method method() {
    return method;
  }

  /** Tells whether the call that has just begun comes from {@link #invoke}. */
  boolean isLetThrough() {
    if (letThrough.get() == this) {
      letThrough.remove();
      return true;
    }
    return false;
  }

  /** Runs the method's original code; its exceptions leave unchanged. */
  @Nullable Object invoke(@Nullable Object target, @Nullable Object[] arguments) throws Throwable {
    @Nullable Object[] all = isStatic ? arguments : withTarget(target, arguments);
    letThrough.set(this);
    try {
      return (Object) code.invokeExact(all);
    } finally {
      // Clears the mark, which is still set if the method was not entered, for example if it is no
      // longer woven.
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
