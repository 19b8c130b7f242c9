// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. {@link
 * java.util.ServiceLoader} makes this object; applications do not use this class.
 *
 * @since 0.1.0
 */
public final class AnthropicInstrumentorProvider
    extends SwitchedInstrumentor<AnthropicInstrumentor> {

  /** Called by {@link java.util.ServiceLoader}. */
  public AnthropicInstrumentorProvider() {
    super("anthropic-java", "com.anthropic.client.AnthropicClient");
  }

  @Override
  protected InstrumentationSwitch<AnthropicInstrumentor, ?> instrumentation() {
    return AnthropicTracing.SWITCH;
  }

  @Override
  protected AnthropicInstrumentor turnOn(OpenTelemetry openTelemetry) {
    return AnthropicInstrumentor.instrument(openTelemetry);
  }
}
