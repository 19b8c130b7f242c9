// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import org.jspecify.annotations.Nullable;

/**
 * The type of a setting.
 *
 * @param allowed the allowed values, in words that follow "must be"
 * @param reader converts text to a value, or returns null for invalid text
 * @param <T> the type of the value
 */
record SettingType<T>(String allowed, Reader<T> reader) {

  /**
   * Reads a value that was set in code.
   *
   * @throws IllegalArgumentException if the value is invalid
   */
  T require(String name, String value) {
    T read = reader.read(value);
    if (read == null) {
      throw new IllegalArgumentException(complaint(name, value));
    }
    return read;
  }

  String complaint(String name, String value) {
    return name + " is \"" + printable(value) + "\" but must be " + allowed;
  }

  /** Hides passwords and keys of a URL, because a user may have put one into an endpoint. */
  private static String printable(String value) {
    return value.replaceAll("//.*@", "//****@").replaceAll("(//[^?#]*[?#]).+", "$1****");
  }

  /**
   * Converts text to a value.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  interface Reader<T> {

    /** Returns null for invalid text. */
    @Nullable T read(String text);
  }
}
