// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googleadk.newest;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ReceivedSpan;
import io.openinference.testing.contract.AgentRun;
import org.junit.jupiter.api.Test;

/** The agent in front of a program that runs an agent of ADK. */
class UnderAgentTest {

  @Test
  void aRunIsTraced() {
    AgentRun run = AgentRun.of(PlainAdkAgent.class);

    assertThat(run.edges())
        .containsExactlyInAnyOrder(
            " > CHAIN invocation fjords",
            "invocation fjords > AGENT guide",
            "guide > LLM call_llm",
            "guide > TOOL depth",
            "guide > LLM call_llm");
    assertThat(run.spans())
        .extracting(ReceivedSpan::traceId)
        .containsOnly(run.spans().get(0).traceId());
  }
}
