// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

/** An application in a class loader of its own. */
public final class DeployedCalls {

  /** Calls a model. */
  public static void run() {
    ModelCalls.langChain4j();
  }

  private DeployedCalls() {}
}
