// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers of JSON. Some servers send integers as text.
 *
 * @since 0.1.0
 */
public final class WireNumbers {

  /** An integer that is surely no greater than a long. */
  private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

  /** Returns a number, or the integer that a text spells, or null for any other value. */
  public static @Nullable Number of(@Nullable Object value) {
    if (value instanceof Number number) {
      return number;
    }
    return value instanceof String text && DIGITS.matcher(text).matches()
        ? Long.valueOf(text)
        : null;
  }

  /** Tells whether a value is zero, as a number or as text. */
  public static boolean isZero(@Nullable Object value) {
    Number number = of(value);
    return number != null && number.doubleValue() == 0;
  }

  private WireNumbers() {}
}
