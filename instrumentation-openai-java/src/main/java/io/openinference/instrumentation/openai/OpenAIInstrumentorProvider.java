// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds this class by
 * {@link java.util.ServiceLoader}; applications do not use it.
 *
 * @since 0.1.0
 */
public final class OpenAIInstrumentorProvider extends SwitchedInstrumentor<OpenAIInstrumentor> {

  /** Called by {@link java.util.ServiceLoader}. */
  public OpenAIInstrumentorProvider() {
    super("openai-java", "com.openai.client.OpenAIClient");
  }

  @Override
  protected InstrumentationSwitch<OpenAIInstrumentor, ?> instrumentation() {
    return GlobalInstrumentation.SWITCH;
  }

  @Override
  protected OpenAIInstrumentor turnOn(OpenTelemetry openTelemetry) {
    return OpenAIInstrumentor.instrument(openTelemetry);
  }
}
