// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import io.openinference.instrumentation.OpenInference;

/**
 * A program that has annotations of ours and no SDK of ours. It sets a global OpenTelemetry after
 * its first calls.
 */
final class AnnotatedSteps {

  public static void main(String[] arguments) {
    OpenInference.instrument();
    AnnotatedStep.run();
    AnnotatedStep.run();
    System.out.println("set");
    PrintingTelemetry.setGlobal();
    AnnotatedStep.run();
  }

  private AnnotatedSteps() {}
}
