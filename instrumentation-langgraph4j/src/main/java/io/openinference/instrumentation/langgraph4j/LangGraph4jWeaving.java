// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

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
import org.bsc.langgraph4j.StateGraph;

/** Lets the agent trace LangGraph4j. The agent finds this class by its service file. */
final class LangGraph4jWeaving implements LibraryWeaving {

  private static final String PACKAGE = "org.bsc.langgraph4j.";

  /** The classes that step through a graph, and that run its nodes. */
  private static final Map<String, Set<String>> WOVEN =
      Map.of(
          "org.bsc.async.AsyncGenerator$WithEmbed",
          Set.of("next"),
          PACKAGE + "internal.hook.NodeHooks$WrapCalls",
          Set.of("apply"),
          PACKAGE + "internal.node.ParallelNode$AsyncParallelNodeAction",
          Set.of("evalNodeActionAsync"));

  @Override
  public String library() {
    return "langgraph4j";
  }

  @Override
  public String libraryType() {
    return PACKAGE + "hook.NodeHook";
  }

  @Override
  public List<WeavingTarget> targets() {
    return List.of(WeavingTarget.ofMethods(WOVEN));
  }

  @Override
  public CallAdvice advice(Supplier<?> openTelemetry) {
    Tracing.SWITCH.traceForAgent(
        openTelemetry, latest -> LangGraph4jInstrumentor.create(latest).tracing());
    return new LibraryAdvice(Tracing.SWITCH);
  }

  /** Returns what {@code instrument()} weaves. */
  static WovenLibrary ofProcess(InstrumentationSwitch<?, Tracing> instrumentation) {
    return new WovenLibrary(
        instrumentation,
        new LangGraph4jWeaving(),
        ProcessWeaving.within(StateGraph.class.getClassLoader()),
        new LibraryAdvice(instrumentation));
  }
}
