// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import com.alibaba.cloud.ai.graph.observation.graph.GraphObservationContext;
import com.alibaba.cloud.ai.graph.observation.node.GraphNodeObservationContext;
import com.embabel.agent.api.event.observation.ActionObservationContext;
import com.embabel.agent.api.event.observation.AgentObservationContext;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Observations of frameworks on top of Spring AI that have classes of their own. */
class FrameworkTest extends AbstractSpringAITest {

  @Test
  void recordsAGraphOfSpringAIAlibaba() {
    GraphObservationContext graph =
        new GraphObservationContext("trip", Map.of("city", "Oslo"), Map.of("plan", "walk"));

    Observation.createNotStarted("graph", () -> graph, registry)
        .observe(
            () ->
                Observation.createNotStarted(
                        "node", () -> new GraphNodeObservationContext("search", "before"), registry)
                    .observe(() -> {}));

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT trip
              CHAIN search
            """);
    assertThat(telemetry.trace().root())
        .hasAttribute("input.value", "{\"city\":\"Oslo\"}")
        .hasAttribute("output.value", "{\"plan\":\"walk\"}");
    assertThat(telemetry.trace().span("search"))
        .hasAttribute("graph.node.id", "search")
        .hasAttribute("graph.node.name", "search");
  }

  @Test
  void recordsAnAgentOfEmbabel() {
    AgentObservationContext agent = new AgentObservationContext("planner");
    agent.addHighCardinalityKeyValue(KeyValue.of("input.value", "plan a trip"));
    agent.addHighCardinalityKeyValue(KeyValue.of("output.value", "walk"));
    agent.addHighCardinalityKeyValue(KeyValue.of("gen_ai.conversation.id", "c-1"));

    // Embabel gives all its observations one name, which a convention of the application changes.
    Observation.createNotStarted("embabel.operation", () -> agent, registry)
        .observe(
            () ->
                Observation.createNotStarted(
                        "embabel.operation",
                        () -> new ActionObservationContext("findTrains"),
                        registry)
                    .observe(() -> {}));

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT planner
              CHAIN findTrains
            """);
    assertThat(telemetry.trace().root())
        .hasAttribute("input.value", "plan a trip")
        .hasAttribute("output.value", "walk")
        .hasAttribute("session.id", "c-1");
  }

  @Test
  void keepsTheNameThatAConventionGivesToAnAgentOfEmbabel() {
    Observation.createNotStarted(
            "embabel.operation", () -> new AgentObservationContext("planner"), registry)
        .contextualName("agent planner")
        .observe(() -> {});

    assertThat(telemetry.trace()).hasTree("AGENT agent planner\n");
  }
}
