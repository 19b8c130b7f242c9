// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds this class by
 * its service file.
 */
final class GoogleGenAIInstrumentorProvider extends SwitchedInstrumentor<GoogleGenAIInstrumentor> {

  // Public, because ServiceLoader lists no class without a public constructor.
  public GoogleGenAIInstrumentorProvider() {
    super("google-genai", "com.google.genai.Client");
  }

  @Override
  protected InstrumentationSwitch<GoogleGenAIInstrumentor, ?> instrumentation() {
    return Tracing.SWITCH;
  }

  @Override
  protected GoogleGenAIInstrumentor turnOn(OpenTelemetry openTelemetry) {
    return GoogleGenAIInstrumentor.instrument(openTelemetry);
  }
}
