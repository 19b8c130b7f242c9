// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import io.openinference.instrumentation.spi.LatestValue;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lets the agent trace annotated methods; applications have no use for it.
 *
 * @since 0.1.0
 */
public final class AnnotationWeaving implements LibraryWeaving {

  /** For the agent. */
  public AnnotationWeaving() {}

  @Override
  public String library() {
    return "annotations";
  }

  @Override
  public String libraryType() {
    return "io.openinference.instrumentation.annotations.Traced";
  }

  @Override
  public List<WeavingTarget> targets() {
    return AnnotatedCalls.targets();
  }

  @Override
  public CallAdvice advice(Supplier<?> openTelemetry) {
    return GlobalInstrumentation.calls(
        new LatestValue<>(
            openTelemetry, latest -> GlobalInstrumentation.tracer((OpenTelemetry) latest)));
  }
}
