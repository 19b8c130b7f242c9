// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. {@link
 * java.util.ServiceLoader} makes this object; applications do not use this class.
 *
 * @since 0.1.0
 */
public final class BedrockInstrumentorProvider extends SwitchedInstrumentor<BedrockInstrumentor> {

  /** Called by {@link java.util.ServiceLoader}. */
  public BedrockInstrumentorProvider() {
    super("aws-bedrock", "software.amazon.awssdk.core.SdkPojo");
  }

  @Override
  protected InstrumentationSwitch<BedrockInstrumentor, ?> instrumentation() {
    return Tracing.SWITCH;
  }

  @Override
  protected BedrockInstrumentor turnOn(OpenTelemetry openTelemetry) {
    return BedrockInstrumentor.instrument(openTelemetry);
  }
}
