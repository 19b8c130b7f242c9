// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import org.jspecify.annotations.Nullable;

/**
 * Converts the number types of libraries (int, Integer, Long, BigDecimal or none) to attribute
 * values.
 */
final class Numbers {

  static @Nullable Long toLong(@Nullable Number number) {
    return number == null || number instanceof Long ? (Long) number : (Long) number.longValue();
  }

  static @Nullable Double toDouble(@Nullable Number number) {
    return number == null ? null : (Double) withItsDigits(number);
  }

  /** Returns a double with the digits that the float or double shows as text. */
  static double withItsDigits(Number number) {
    return number instanceof Float single ? FloatDigits.toDouble(single) : number.doubleValue();
  }

  private Numbers() {}
}
