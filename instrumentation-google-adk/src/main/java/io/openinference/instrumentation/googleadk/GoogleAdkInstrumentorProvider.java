// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds it by {@link
 * java.util.ServiceLoader}; applications have no use for it.
 *
 * @since 0.1.0
 */
public final class GoogleAdkInstrumentorProvider
    extends SwitchedInstrumentor<GoogleAdkInstrumentor> {

  /** For {@link java.util.ServiceLoader}. */
  public GoogleAdkInstrumentorProvider() {
    super("google-adk", "com.google.adk.telemetry.Instrumentation");
  }

  @Override
  protected InstrumentationSwitch<GoogleAdkInstrumentor, ?> instrumentation() {
    return GlobalInstrumentation.SWITCH;
  }

  @Override
  protected GoogleAdkInstrumentor turnOn(OpenTelemetry openTelemetry) {
    return GoogleAdkInstrumentor.instrument(openTelemetry);
  }

  @Override
  protected void turnOff(GoogleAdkInstrumentor instrumentor) {
    instrumentor.uninstrument();
  }
}
