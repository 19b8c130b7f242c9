// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import io.openinference.instrumentation.annotations.Tool;

/** One call of an annotated method. */
final class AnnotatedStep {

  @Tool(name = "orderStatus")
  static void run() {}

  private AnnotatedStep() {}
}
