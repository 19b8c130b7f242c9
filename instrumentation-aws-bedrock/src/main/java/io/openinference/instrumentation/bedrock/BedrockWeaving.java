// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.InterceptingAdvice;
import io.openinference.instrumentation.api.weaving.WovenLibrary;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/** Lets the agent trace Amazon Bedrock. The agent finds this class by its service file. */
final class BedrockWeaving implements LibraryWeaving {

  @Override
  public String library() {
    return "aws-bedrock";
  }

  @Override
  public String libraryType() {
    return "software.amazon.awssdk.core.SdkPojo";
  }

  @Override
  public List<WeavingTarget> targets() {
    return List.of(WeavingTarget.ofClasses(ClientMethods::isWoven, ClientMethods::isWoven));
  }

  @Override
  public CallAdvice advice(Supplier<?> openTelemetry) {
    Tracing.SWITCH.traceForAgent(
        openTelemetry, latest -> BedrockInstrumentor.create(latest).tracing());
    return advice(Tracing.SWITCH);
  }

  /** Returns what {@code instrument()} weaves. */
  static WovenLibrary ofProcess(InstrumentationSwitch<?, Tracing> instrumentation) {
    ClassLoader library = SdkPojo.class.getClassLoader();
    return new WovenLibrary(
        instrumentation,
        new BedrockWeaving(),
        loader -> loader == library,
        advice(instrumentation));
  }

  private static CallAdvice advice(TracingSource<Tracing> source) {
    return InterceptingAdvice.ofMethods(source, ClientMethods::interceptor);
  }
}
