// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds this class by
 * its service file.
 */
final class BedrockInstrumentorProvider extends SwitchedInstrumentor<BedrockInstrumentor> {

  // Public, because ServiceLoader lists no class without a public constructor.
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
