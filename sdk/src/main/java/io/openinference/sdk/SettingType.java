// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import org.jspecify.annotations.Nullable;

/**
 * What a setting may be.
 *
 * @param allowed the values that are allowed, in words that follow "must be"
 * @param reader turns text into a value, or returns null for text that is not allowed
 * @param <T> what the text stands for
 */
record SettingType<T>(String allowed, Reader<T> reader) {

  /**
   * Reads a value given in code.
   *
   * @throws IllegalArgumentException if the value is not allowed
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

  /** Hides the password of a URL, which a user may have put into an endpoint. */
  private static String printable(String value) {
    return value.replaceAll("//[^/@\\s]*@", "//****@");
  }

  /**
   * Turns text into a value.
   *
   * @param <T> what the text stands for
   */
  @FunctionalInterface
  interface Reader<T> {

    /** Returns null for text that is not allowed. */
    @Nullable T read(String text);
  }
}
