// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.WovenLibrary;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.ProcessWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.ai.chat.model.ChatModel;

/** Lets the agent trace Spring AI. The agent finds this class by its service file. */
final class SpringAIWeaving implements LibraryWeaving {

  @Override
  public String library() {
    return "spring-ai";
  }

  @Override
  public String libraryType() {
    return "org.springframework.ai.chat.model.ChatModel";
  }

  @Override
  public List<WeavingTarget> targets() {
    return WovenCalls.targets();
  }

  @Override
  public CallAdvice advice(Supplier<?> openTelemetry) {
    Tracing.SWITCH.traceForAgent(
        openTelemetry, latest -> SpringAIInstrumentor.create(latest).tracing());
    return new WovenCalls(Tracing.SWITCH);
  }

  /** Returns the methods that {@code instrument()} weaves. */
  static WovenLibrary ofProcess(InstrumentationSwitch<?, Tracing> instrumentation) {
    return new WovenLibrary(
        instrumentation,
        new SpringAIWeaving(),
        ProcessWeaving.within(ChatModel.class.getClassLoader()),
        new WovenCalls(instrumentation));
  }
}
