// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import org.jspecify.annotations.Nullable;

/**
 * Stands for one object in a map of several threads, whatever the object's {@code equals} says.
 *
 * @param object the object
 * @since 0.1.0
 */
public record IdentityKey(Object object) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IdentityKey that && object == that.object;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(object);
  }

  /** Returns the name of the object's class, and not the object's text, which can be content. */
  @Override
  public String toString() {
    return "IdentityKey[" + object.getClass().getName() + "]";
  }
}
