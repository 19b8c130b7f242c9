// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. {@link
 * java.util.ServiceLoader} makes this object; applications do not use this class.
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
    return OpenAITracing.SWITCH;
  }

  @Override
  protected OpenAIInstrumentor turnOn(OpenTelemetry openTelemetry) {
    return OpenAIInstrumentor.instrument(openTelemetry);
  }
}
