// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. {@link
 * java.util.ServiceLoader} makes this object; applications do not use this class.
 *
 * @since 0.1.0
 */
public final class GoogleGenAIInstrumentorProvider
    extends SwitchedInstrumentor<GoogleGenAIInstrumentor> {

  /** Called by {@link java.util.ServiceLoader}. */
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
