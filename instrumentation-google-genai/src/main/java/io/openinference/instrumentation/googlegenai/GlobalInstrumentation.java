// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;

/** The instrumentation of all clients of the process, on or off. */
final class GlobalInstrumentation {

  static final InstrumentationSwitch<GoogleGenAIInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          GoogleGenAIInstrumentor.class,
          "cannot trace the clients of this process",
          "GoogleGenAIInstrumentor.wrap(options)",
          Tracing.GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> GoogleGenAIWeaving.ofProcess(on));

  private GlobalInstrumentation() {}
}
