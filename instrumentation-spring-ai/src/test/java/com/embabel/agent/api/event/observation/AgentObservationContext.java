// SPDX-License-Identifier: Apache-2.0
package com.embabel.agent.api.event.observation;

import io.micrometer.observation.Observation;

/** Has the name of Embabel's class. */
public final class AgentObservationContext extends Observation.Context {}
