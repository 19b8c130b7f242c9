// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds this class by
 * its service file.
 */
final class AnnotationInstrumentorProvider extends SwitchedInstrumentor<AnnotationInstrumentor> {

  // Public, because ServiceLoader lists no class without a public constructor.
  public AnnotationInstrumentorProvider() {
    super("annotations", "io.openinference.instrumentation.annotations.Traced");
  }

  @Override
  protected InstrumentationSwitch<AnnotationInstrumentor, ?> instrumentation() {
    return GlobalInstrumentation.SWITCH;
  }

  @Override
  protected AnnotationInstrumentor turnOn(OpenTelemetry openTelemetry) {
    return AnnotationInstrumentor.instrument(openTelemetry);
  }
}
