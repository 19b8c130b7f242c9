// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.annotations.Traced;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.WovenLibrary;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.ProcessWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.util.List;
import java.util.function.Supplier;

/** Lets the agent trace annotated methods. The agent finds this class by its service file. */
final class AnnotationWeaving implements LibraryWeaving {

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
    AnnotationSwitch.SWITCH.traceForAgent(openTelemetry, AnnotationSwitch::tracer);
    return new AnnotatedCalls(AnnotationSwitch.SWITCH::current);
  }

  /** Returns the methods that {@code instrument()} weaves. */
  static WovenLibrary ofProcess(InstrumentationSwitch<?, OpenInferenceTracer> instrumentation) {
    return new WovenLibrary(
        instrumentation,
        new AnnotationWeaving(),
        ProcessWeaving.within(Traced.class.getClassLoader()),
        new AnnotatedCalls(instrumentation::current));
  }
}
