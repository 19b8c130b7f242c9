// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp.newest;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ReceivedSpan;
import io.openinference.testing.contract.AgentRun;
import org.junit.jupiter.api.Test;

/** The agent in front of a client of MCP and of the server that the client starts. */
class UnderAgentTest {

  @Test
  void aCallIsOneTraceOverBothProcesses() {
    AgentRun run = AgentRun.of(PlainClient.class);

    assertThat(run.edges()).containsExactlyInAnyOrder(" > TOOL weather", "weather > TOOL weather");
    assertThat(run.spans())
        .extracting(ReceivedSpan::traceId)
        .containsOnly(run.spans().get(0).traceId());
  }
}
