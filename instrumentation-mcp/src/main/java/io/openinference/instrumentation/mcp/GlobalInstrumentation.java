// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;

/** The instrumentation of all clients and servers of the process, on or off. */
final class GlobalInstrumentation {

  static final InstrumentationSwitch<McpInstrumentor, Tracing> SWITCH =
      InstrumentationSwitch.needingWeaving(
          McpInstrumentor.class,
          "cannot trace the MCP clients and servers of this process",
          "McpInstrumentor.wrap(transport)",
          Tracing.GUARD,
          // A lambda: a method reference would load the class, which needs the bytecode module.
          on -> McpWeaving.ofProcess(on));

  private GlobalInstrumentation() {}
}
