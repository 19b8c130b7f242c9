// SPDX-License-Identifier: Apache-2.0
package com.embabel.agent.api.event.observation;

import io.micrometer.observation.Observation;

/** Has the name and the properties of Embabel's class, which needs a newer Java than the tests. */
public final class ActionObservationContext extends Observation.Context {

  private final Action action;

  public ActionObservationContext(String name) {
    this.action = new Action(name);
  }

  public Action getAction() {
    return action;
  }

  /** A step of an agent. */
  public static final class Action {

    private final String name;

    Action(String name) {
      this.name = name;
    }

    public String getName() {
      return name;
    }
  }
}
