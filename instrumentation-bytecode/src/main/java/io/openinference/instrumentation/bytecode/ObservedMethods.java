// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Caches the observed methods of each class for the lifetime of the class. */
final class ObservedMethods extends ClassValue<Map<String, Method>> {

  @Override
  protected Map<String, Method> computeValue(Class<?> type) {
    return new ConcurrentHashMap<>();
  }

  /**
   * Finds a method.
   *
   * @param signature the name and descriptor, for example {@code size()I}
   */
  Method find(Class<?> type, String signature) throws NoSuchMethodException {
    Map<String, Method> methods = get(type);
    Method known = methods.get(signature);
    if (known == null) {
      known = WovenMethods.declared(type, signature);
      methods.put(signature, known);
    }
    return known;
  }
}
