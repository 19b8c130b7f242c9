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

/**
 * Lets the agent trace Spring AI; applications do not use this class.
 *
 * @since 0.1.0
 */
public final class SpringAIWeaving implements LibraryWeaving {

  /** Called by the agent. */
  public SpringAIWeaving() {}

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
    GlobalInstrumentation.SWITCH.traceForAgent(
        openTelemetry, latest -> SpringAIInstrumentor.create(latest).tracing());
    return new WovenCalls(GlobalInstrumentation.SWITCH);
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
