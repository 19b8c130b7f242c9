// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds this class by
 * its service file.
 */
final class AnthropicInstrumentorProvider extends SwitchedInstrumentor<AnthropicInstrumentor> {

  // Public, because ServiceLoader lists no class without a public constructor.
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
