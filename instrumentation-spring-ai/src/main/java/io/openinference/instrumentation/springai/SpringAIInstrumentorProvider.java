// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds this class by
 * its service file.
 */
final class SpringAIInstrumentorProvider extends SwitchedInstrumentor<SpringAIInstrumentor> {

  // Public, because ServiceLoader lists no class without a public constructor.
  public SpringAIInstrumentorProvider() {
    super("spring-ai", "org.springframework.ai.chat.model.ChatModel");
  }

  @Override
  protected InstrumentationSwitch<SpringAIInstrumentor, ?> instrumentation() {
    return Tracing.SWITCH;
  }

  @Override
  protected SpringAIInstrumentor turnOn(OpenTelemetry openTelemetry) {
    return SpringAIInstrumentor.instrument(openTelemetry);
  }

  @Override
  protected void turnOff(SpringAIInstrumentor instrumentor) {
    instrumentor.uninstrument();
  }
}
