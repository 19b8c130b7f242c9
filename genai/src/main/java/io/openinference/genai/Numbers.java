// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import org.jspecify.annotations.Nullable;

/** Reads numbers of attributes and of JSON. */
final class Numbers {

  /**
   * Returns a whole number, or null. Texts and floats without a fraction count as whole numbers
   * too.
   */
  static @Nullable Long integer(@Nullable Object value) {
    Double number = decimal(value);
    if (number == null || number != Math.rint(number) || Math.abs(number) > 1L << 53) {
      return null;
    }
    return number.longValue();
  }

  /** Returns a finite number, or null. A text may hold a number too. */
  static @Nullable Double decimal(@Nullable Object value) {
    if (value instanceof Number number) {
      return finite(number.doubleValue());
    }
    if (!(value instanceof String) && !(value instanceof JsonNumber)) {
      return null;
    }
    try {
      return finite(Double.parseDouble(value.toString().trim()));
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static @Nullable Double finite(double number) {
    return Double.isFinite(number) ? number : null;
  }

  private Numbers() {}
}
