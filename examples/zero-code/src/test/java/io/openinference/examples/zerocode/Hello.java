// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

/** A program without any of the libraries that are traced. */
final class Hello {

  public static void main(String[] arguments) {
    System.out.println("Hello");
  }

  private Hello() {}
}
