// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

/**
 * Converts floats to doubles with the same decimal digits. For example, the float 0.1 becomes the
 * double 0.1 and not 0.10000000149011612.
 */
final class FloatDigits {

  // Bounds of the fast path without text: a double holds these powers and products exactly.
  private static final float MIN = 1e-5f;
  private static final float MAX = 1e6f;
  private static final double[] POWERS_OF_TEN = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  /**
   * Returns the double that has the digits of {@link Float#toString(float)}, the shortest digits
   * that identify the float.
   */
  static double toDouble(float number) {
    float magnitude = Math.abs(number);
    if (magnitude >= MIN && magnitude < MAX) {
      for (double power : POWERS_OF_TEN) {
        double rounded = Math.rint(number * power) / power;
        if ((float) rounded == number) {
          return rounded;
        }
      }
    }
    return Double.parseDouble(Float.toString(number));
  }

  private FloatDigits() {}
}
