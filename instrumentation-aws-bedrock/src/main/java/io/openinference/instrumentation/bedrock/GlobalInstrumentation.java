// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;

/** The instrumentation of all clients of the process, on or off. */
final class GlobalInstrumentation {

  static final InstrumentationSwitch<BedrockInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          BedrockInstrumentor.class,
          "cannot trace the clients of this process",
          "BedrockInstrumentor.wrap(client)",
          Tracing.GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> BedrockWeaving.ofProcess(on));

  private GlobalInstrumentation() {}
}
