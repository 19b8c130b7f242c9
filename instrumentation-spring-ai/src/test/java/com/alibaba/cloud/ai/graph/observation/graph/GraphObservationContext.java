// SPDX-License-Identifier: Apache-2.0
package com.alibaba.cloud.ai.graph.observation.graph;

import io.micrometer.observation.Observation;
import java.util.Map;

/** Has the name and the properties of Spring AI Alibaba's class. */
public final class GraphObservationContext extends Observation.Context {

  private final String graphName;
  private final Map<String, Object> state;
  private final Object output;

  public GraphObservationContext(String graphName, Map<String, Object> state, Object output) {
    this.graphName = graphName;
    this.state = state;
    this.output = output;
  }

  public String getGraphName() {
    return graphName;
  }

  public Map<String, Object> getState() {
    return state;
  }

  public Object getOutput() {
    return output;
  }
}
