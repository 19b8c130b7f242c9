// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

/** A program that prints, last, the milliseconds of processor that it took so far. */
final class Measured {

  public static void main(String[] arguments) {
    if (arguments.length > 0) {
      ModelCalls.openAI();
      ModelCalls.langChain4j();
    }
    System.out.println(ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis());
  }

  private Measured() {}
}
