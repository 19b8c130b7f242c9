// SPDX-License-Identifier: Apache-2.0
package com.alibaba.cloud.ai.graph.observation.node;

import io.micrometer.observation.Observation;

/** Has the name and the properties of Spring AI Alibaba's class. */
public final class GraphNodeObservationContext extends Observation.Context {

  private final String nodeName;

  public GraphNodeObservationContext(String nodeName) {
    this.nodeName = nodeName;
  }

  public String getNodeName() {
    return nodeName;
  }
}
