// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. {@link
 * java.util.ServiceLoader} makes this object; applications do not use this class.
 *
 * @since 0.1.0
 */
public final class GoogleAdkInstrumentorProvider
    extends SwitchedInstrumentor<GoogleAdkInstrumentor> {

  /** Called by {@link java.util.ServiceLoader}. */
  public GoogleAdkInstrumentorProvider() {
    super("google-adk", "com.google.adk.telemetry.Instrumentation");
  }

  @Override
  protected InstrumentationSwitch<GoogleAdkInstrumentor, ?> instrumentation() {
    return Tracing.SWITCH;
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
