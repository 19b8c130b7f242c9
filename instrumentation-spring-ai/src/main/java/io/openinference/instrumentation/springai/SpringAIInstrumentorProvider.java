// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. {@link
 * java.util.ServiceLoader} makes this object; applications do not use this class.
 *
 * @since 0.1.0
 */
public final class SpringAIInstrumentorProvider extends SwitchedInstrumentor<SpringAIInstrumentor> {

  /** Called by {@link java.util.ServiceLoader}. */
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
}
