// SPDX-License-Identifier: Apache-2.0
package com.embabel.agent.api.event.observation;

import io.micrometer.observation.Observation;

/** Has the name and the properties of Embabel's class, which needs a newer Java than the tests. */
public final class AgentObservationContext extends Observation.Context {

  private final Process process;

  public AgentObservationContext(String agent) {
    this.process = new Process(new Agent(agent));
  }

  public Process getProcess() {
    return process;
  }

  /** A run of an agent. */
  public static final class Process {

    private final Agent agent;

    Process(Agent agent) {
      this.agent = agent;
    }

    public Agent getAgent() {
      return agent;
    }
  }

  /** An agent. */
  public static final class Agent {

    private final String name;

    Agent(String name) {
      this.name = name;
    }

    public String getName() {
      return name;
    }
  }
}
