// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Caches the woven methods of each class for the lifetime of the class. */
final class WovenMethods extends ClassValue<Map<String, WovenMethod>> {

  @SuppressWarnings("ThreadLocalUsage") // One per weaving, and empty except between call and entry.
  private final ThreadLocal<WovenMethod> letThrough = new ThreadLocal<>();

  @Override
  protected Map<String, WovenMethod> computeValue(Class<?> type) {
    return new ConcurrentHashMap<>();
  }

  /**
   * Finds a method.
   *
   * @param signature the name and descriptor, for example {@code size()I}
   */
  WovenMethod find(Class<?> type, String signature) throws ReflectiveOperationException {
    Map<String, WovenMethod> methods = get(type);
    WovenMethod known = methods.get(signature);
    if (known == null) {
      known = WovenMethod.of(declared(type, signature), letThrough);
      WovenMethod other = methods.putIfAbsent(signature, known);
      known = other == null ? known : other;
    }
    return known;
  }

  static Method declared(Class<?> type, String signature) throws NoSuchMethodException {
    int descriptor = signature.indexOf('(');
    String name = signature.substring(0, descriptor);
    Class<?>[] parameters =
        java.lang.invoke.MethodType.fromMethodDescriptorString(
                signature.substring(descriptor), type.getClassLoader())
            .parameterArray();
    return type.getDeclaredMethod(name, parameters);
  }
}
