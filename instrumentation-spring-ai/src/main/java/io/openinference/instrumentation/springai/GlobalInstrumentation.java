// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;

/** The instrumentation of all Spring AI of the process, on or off. */
final class GlobalInstrumentation {

  static final InstrumentationSwitch<SpringAIInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          SpringAIInstrumentor.class,
          "cannot trace the registries of this process",
          "SpringAIInstrumentor.observationHandler()",
          Tracing.GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> SpringAIWeaving.ofProcess(on));

  private GlobalInstrumentation() {}
}
