// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;

/** The instrumentation of all runners of the process, on or off. */
final class GlobalInstrumentation {

  static final InstrumentationSwitch<GoogleAdkInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.helpedByWeaving(
          GoogleAdkInstrumentor.class,
          "cannot correct the parents of ADK's spans",
          "the spans as ADK nests them",
          Tracing.GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> GoogleAdkWeaving.ofProcess(on));

  static final AdkTracer ADK_TRACER = new AdkTracer(SWITCH);

  private GlobalInstrumentation() {}
}
