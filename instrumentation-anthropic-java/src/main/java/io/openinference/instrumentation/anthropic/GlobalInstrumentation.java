// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;

/** The instrumentation of all clients of the process, on or off. */
final class GlobalInstrumentation {

  static final InstrumentationSwitch<AnthropicInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          AnthropicInstrumentor.class,
          "cannot trace the clients of this process",
          "AnthropicInstrumentor.wrap(client)",
          Tracing.GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> AnthropicWeaving.ofProcess(on));

  private GlobalInstrumentation() {}
}
