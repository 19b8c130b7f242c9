// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;

/** Turns the instrumentation of all clients of the process on or off. */
final class GlobalInstrumentation {

  static final InstrumentationSwitch<OpenAIInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          OpenAIInstrumentor.class,
          "cannot trace the clients of this process",
          "OpenAIInstrumentor.wrap(client)",
          Tracing.GUARD,
          // A lambda and not a method reference, which would load the class and so require the
          // bytecode module.
          on -> OpenAIWeaving.ofProcess(on));

  private GlobalInstrumentation() {}
}
