// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

/**
 * A number of a JSON text, with its digits as they were written.
 *
 * @param text the digits
 */
record JsonNumber(String text) {

  @Override
  public String toString() {
    return text;
  }
}
