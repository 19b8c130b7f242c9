// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.WovenLibrary;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.ProcessWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.util.List;
import java.util.function.Supplier;

/** Lets the agent trace LangChain4j. The agent finds this class by its service file. */
final class LangChain4jWeaving implements LibraryWeaving {

  @Override
  public String library() {
    return "langchain4j";
  }

  @Override
  public String libraryType() {
    return "dev.langchain4j.model.chat.ChatModel";
  }

  @Override
  public List<WeavingTarget> targets() {
    return WovenCalls.targets();
  }

  @Override
  public CallAdvice advice(Supplier<?> openTelemetry) {
    ServiceInstrumentation.traceForAgent(openTelemetry);
    return new WovenCalls(ServiceInstrumentation.instrumentation());
  }

  /** Returns the methods that {@code instrument()} weaves. */
  static WovenLibrary ofProcess(InstrumentationSwitch<?, Tracing> instrumentation) {
    return new WovenLibrary(
        instrumentation,
        new LangChain4jWeaving(),
        ProcessWeaving.within(ChatModel.class.getClassLoader()),
        new WovenCalls(instrumentation));
  }
}
