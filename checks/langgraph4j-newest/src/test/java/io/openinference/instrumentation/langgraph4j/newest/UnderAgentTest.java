// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langgraph4j.newest;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.contract.AgentRun;
import org.junit.jupiter.api.Test;

/** The agent in front of a program that runs a graph. */
class UnderAgentTest {

  @Test
  void aGraphIsTraced() {
    AgentRun run = AgentRun.of(PlainGraph.class);

    assertThat(run.edges())
        .containsExactlyInAnyOrder(
            " > AGENT LangGraph", "LangGraph > CHAIN plan", "LangGraph > CHAIN look");
  }
}
