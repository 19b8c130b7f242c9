// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds this class by
 * its service file.
 */
final class GoogleAdkInstrumentorProvider extends SwitchedInstrumentor<GoogleAdkInstrumentor> {

  // Public, because ServiceLoader lists no class without a public constructor.
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
