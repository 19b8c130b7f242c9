// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds this class by
 * its service file.
 */
final class McpInstrumentorProvider extends SwitchedInstrumentor<McpInstrumentor> {

  // Public, because ServiceLoader lists no class without a public constructor.
  public McpInstrumentorProvider() {
    super("mcp", "io.modelcontextprotocol.spec.McpSchema");
  }

  @Override
  protected InstrumentationSwitch<McpInstrumentor, ?> instrumentation() {
    return Tracing.SWITCH;
  }

  @Override
  protected McpInstrumentor turnOn(OpenTelemetry openTelemetry) {
    return McpInstrumentor.instrument(openTelemetry);
  }

  @Override
  protected void turnOff(McpInstrumentor instrumentor) {
    instrumentor.uninstrument();
  }
}
