// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds this class by
 * its service file.
 */
final class OpenAIInstrumentorProvider extends SwitchedInstrumentor<OpenAIInstrumentor> {

  // Public, because ServiceLoader lists no class without a public constructor.
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
