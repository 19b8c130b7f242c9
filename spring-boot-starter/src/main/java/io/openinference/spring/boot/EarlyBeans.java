// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which beans others have got before the beans were initialized, because of a circle of
 * references. A post-processor must replace such a bean early or not at all, or the start fails.
 */
final class EarlyBeans {

  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /** Forgets an earlier attempt to make the bean, which has failed. */
  void begin(String beanName) {
    names.remove(beanName);
  }

  void add(String beanName) {
    names.add(beanName);
  }

  /** Returns true if the bean was replaced early. */
  boolean remove(String beanName) {
    return names.remove(beanName);
  }
}
