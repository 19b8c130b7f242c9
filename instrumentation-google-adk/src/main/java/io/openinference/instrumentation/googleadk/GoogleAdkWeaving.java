// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk;

import com.google.adk.agents.BaseAgent;
import io.openinference.instrumentation.api.weaving.InstrumentationSwitch;
import io.openinference.instrumentation.api.weaving.WovenLibrary;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.ProcessWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Lets the agent trace ADK. The agent finds this class by its service file. */
final class GoogleAdkWeaving implements LibraryWeaving {

  private static final String PACKAGE = "com.google.adk.";

  private static final Map<String, Set<String>> WOVEN =
      Map.of(
          PACKAGE + "runner.Runner", Set.of("runAsync"),
          PACKAGE + "agents.BaseAgent", Set.of("runAsync", "runLive"),
          PACKAGE + "telemetry.Instrumentation", Set.of("recordToolExecution"),
          PACKAGE + "flows.llmflows.Functions", Set.of("callTool", "postProcessFunctionResult"),
          PACKAGE + "tools.FunctionTool", Set.of("call"));

  @Override
  public String library() {
    return "google-adk";
  }

  @Override
  public String libraryType() {
    return PACKAGE + "telemetry.Instrumentation";
  }

  @Override
  public List<WeavingTarget> targets() {
    return List.of(
        WeavingTarget.ofMethods(WOVEN),
        WeavingTarget.implementing(
            PACKAGE + "models.BaseLlm", "com/google/adk/models/", "generateContent"));
  }

  @Override
  public CallAdvice advice(Supplier<?> openTelemetry) {
    Tracing.SWITCH.traceForAgent(
        openTelemetry, latest -> GoogleAdkInstrumentor.create(latest).tracing());
    return new LibraryAdvice(Tracing.SWITCH, AdkTracer.PROCESS);
  }

  /** Returns what {@code instrument()} weaves. */
  static WovenLibrary ofProcess(InstrumentationSwitch<?, Tracing> instrumentation) {
    return new WovenLibrary(
        instrumentation,
        new GoogleAdkWeaving(),
        ProcessWeaving.within(BaseAgent.class.getClassLoader()),
        new LibraryAdvice(instrumentation, AdkTracer.PROCESS));
  }
}
