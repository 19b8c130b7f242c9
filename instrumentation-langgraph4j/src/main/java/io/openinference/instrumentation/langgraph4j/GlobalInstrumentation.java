// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;

/** The instrumentation of all graphs of the process, on or off. */
final class GlobalInstrumentation {

  static final InstrumentationSwitch<LangGraph4jInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          LangGraph4jInstrumentor.class,
          "cannot trace the graphs of this process",
          "LangGraph4jInstrumentor.wrap(graph)",
          Tracing.GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> LangGraph4jWeaving.ofProcess(on));

  private GlobalInstrumentation() {}
}
