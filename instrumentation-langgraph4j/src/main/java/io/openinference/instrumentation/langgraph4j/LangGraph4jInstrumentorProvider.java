// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. {@link
 * java.util.ServiceLoader} makes this object; applications do not use this class.
 *
 * @since 0.1.0
 */
public final class LangGraph4jInstrumentorProvider
    extends SwitchedInstrumentor<LangGraph4jInstrumentor> {

  /** Called by {@link java.util.ServiceLoader}. */
  public LangGraph4jInstrumentorProvider() {
    super("langgraph4j", "org.bsc.langgraph4j.hook.NodeHook");
  }

  @Override
  protected InstrumentationSwitch<LangGraph4jInstrumentor, ?> instrumentation() {
    return Tracing.SWITCH;
  }

  @Override
  protected LangGraph4jInstrumentor turnOn(OpenTelemetry openTelemetry) {
    return LangGraph4jInstrumentor.instrument(openTelemetry);
  }
}
