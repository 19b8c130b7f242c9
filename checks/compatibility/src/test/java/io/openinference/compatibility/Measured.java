// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import java.nio.file.Path;

/**
 * A program that prints, last, the milliseconds of processor that it took so far. A second argument
 * names an agent that is loaded first.
 */
final class Measured {

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 1) {
      load(arguments[1]);
    }
    if (arguments.length > 0) {
      ModelCalls.openAI();
      ModelCalls.langChain4j();
    }
    System.out.println(ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis());
  }

  /** Loads an agent as a user does, while the program runs. */
  private static void load(String agent) throws Exception {
    String process = String.valueOf(ProcessHandle.current().pid());
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    new ProcessBuilder(jcmd, process, "JVMTI.agent_load", agent)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private Measured() {}
}
