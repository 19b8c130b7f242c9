// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.SwitchedInstrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. {@link
 * java.util.ServiceLoader} makes this object; applications do not use this class.
 *
 * @since 0.1.0
 */
public final class AnnotationInstrumentorProvider
    extends SwitchedInstrumentor<AnnotationInstrumentor> {

  /** Called by {@link java.util.ServiceLoader}. */
  public AnnotationInstrumentorProvider() {
    super("annotations", "io.openinference.instrumentation.annotations.Traced");
  }

  @Override
  protected InstrumentationSwitch<AnnotationInstrumentor, ?> instrumentation() {
    return AnnotationSwitch.SWITCH;
  }

  @Override
  protected AnnotationInstrumentor turnOn(OpenTelemetry openTelemetry) {
    return AnnotationInstrumentor.instrument(openTelemetry);
  }
}
