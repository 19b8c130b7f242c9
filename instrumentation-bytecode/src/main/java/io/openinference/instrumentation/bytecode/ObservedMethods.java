// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The observed methods of each class, looked up once in the life of the class. */
final class ObservedMethods extends ClassValue<Map<String, Method>> {

  @Override
  protected Map<String, Method> computeValue(Class<?> type) {
    return new ConcurrentHashMap<>();
  }

  /**
   * Looks a method up.
   *
   * @param signature name and descriptor, for example {@code size()I}
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
