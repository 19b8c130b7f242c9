// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.Instrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn annotations on. Core finds it by {@link
 * java.util.ServiceLoader}; applications have no use for it.
 *
 * @since 0.1.0
 */
public final class AnnotationInstrumentorProvider implements Instrumentor {

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
    return AnnotationInstrumentor.isOn(AnnotationInstrumentor.instrument(openTelemetry));
  }
}
