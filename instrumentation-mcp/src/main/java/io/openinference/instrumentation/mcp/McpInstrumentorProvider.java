// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. {@link
 * java.util.ServiceLoader} makes this object; applications do not use this class.
 *
 * @since 0.1.0
 */
public final class McpInstrumentorProvider extends SwitchedInstrumentor<McpInstrumentor> {

  /** Called by {@link java.util.ServiceLoader}. */
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
}
