// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.spi.InstrumentorProvider;
import io.opentelemetry.api.OpenTelemetry;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@code OpenInference.instrument()} turn annotations on. Core finds it by {@link
 * java.util.ServiceLoader}; applications have no use for it.
 *
 * @since 0.1.0
 */
public final class AnnotationInstrumentorProvider implements InstrumentorProvider {

  private @Nullable AnnotationInstrumentor on;
  // False where the instrumentation was on before.
  private boolean isOwn;

  /** For {@link java.util.ServiceLoader}. */
  public AnnotationInstrumentorProvider() {}

  @Override
  public String name() {
    return "annotations";
  }

  @Override
  public String libraryType() {
    return "io.openinference.instrumentation.annotations.Traced";
  }

  @Override
  public boolean instrument(OpenTelemetry openTelemetry) {
    boolean wasOn = GlobalInstrumentation.isAnyOn();
    AnnotationInstrumentor active = AnnotationInstrumentor.instrument(openTelemetry);
    on = active;
    isOwn = !wasOn;
    return active.isOn();
  }

  @Override
  public boolean isOn() {
    return on != null && on.isOn();
  }

  @Override
  public void uninstrument() {
    if (isOwn && on != null) {
      on.uninstrument();
    }
  }
}
