// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. {@link
 * java.util.ServiceLoader} makes this object; applications do not use this class.
 *
 * @since 0.1.0
 */
public final class LangChain4jInstrumentorProvider
    extends SwitchedInstrumentor<LangChain4jInstrumentor> {

  /** Called by {@link java.util.ServiceLoader}. */
  public LangChain4jInstrumentorProvider() {
    super("langchain4j", "dev.langchain4j.service.AiServices");
  }

  @Override
  protected InstrumentationSwitch<LangChain4jInstrumentor, ?> instrumentation() {
    return ServiceInstrumentation.instrumentation();
  }

  @Override
  protected LangChain4jInstrumentor turnOn(OpenTelemetry openTelemetry) {
    return LangChain4jInstrumentor.instrument(openTelemetry);
  }

  @Override
  protected LangChain4jInstrumentor turnOnWithoutWeaving(OpenTelemetry openTelemetry) {
    return LangChain4jInstrumentor.instrumentServices(openTelemetry);
  }

  @Override
  protected void turnOff(LangChain4jInstrumentor instrumentor) {
    instrumentor.uninstrument();
  }
}
