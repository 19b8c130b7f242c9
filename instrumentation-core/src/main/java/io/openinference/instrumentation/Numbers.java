// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import org.jspecify.annotations.Nullable;

/** Numbers as libraries hand them out (int, Integer, Long, BigDecimal, none) as attributes are. */
final class Numbers {

  static @Nullable Long toLong(@Nullable Number number) {
    return number == null || number instanceof Long ? (Long) number : (Long) number.longValue();
  }

  static @Nullable Double toDouble(@Nullable Number number) {
    return number == null ? null : (Double) withItsDigits(number);
  }

  /** Returns the number with the digits that a float or double has as text. */
  static double withItsDigits(Number number) {
    return number instanceof Float single ? FloatDigits.toDouble(single) : number.doubleValue();
  }

  private Numbers() {}
}
