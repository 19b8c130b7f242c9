// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j;

import java.lang.reflect.Field;
import org.bsc.langgraph4j.CompileConfig;
import org.bsc.langgraph4j.CompiledGraph;

/** Finds the name that a graph has been compiled with. */
final class GraphNames {

  private static final String UNNAMED = "LangGraph";

  /** Returns the name of the graph that a generator belongs to. */
  static String of(Object generator) {
    try {
      for (Field field : generator.getClass().getDeclaredFields()) {
        if (field.getType() == CompiledGraph.class
            && field.trySetAccessible()
            && field.get(generator) instanceof CompiledGraph<?> graph) {
          return nameOf(graph);
        }
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A release that keeps its graph elsewhere.
    }
    return UNNAMED;
  }

  private static String nameOf(CompiledGraph<?> graph) throws ReflectiveOperationException {
    for (Field field : CompiledGraph.class.getDeclaredFields()) {
      if (field.getType() == CompileConfig.class
          && field.trySetAccessible()
          && field.get(graph) instanceof CompileConfig config) {
        return config.graphId().orElse(UNNAMED);
      }
    }
    return UNNAMED;
  }

  private GraphNames() {}
}
