// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A program under the agent that has our annotations, and no core and no OpenTelemetry. */
class AnnotationsTest {

  @RegisterExtension final Backends backends = new Backends();

  @Test
  void areTracedWithReactor() throws Exception {
    assumeTrue(ProgramJvm.AGENT.endsWith(".jar"), "the agent is not packaged yet");

    String printed =
        backends.jvm(ClassPath.reactorAndAnnotations()).underAgent().run(ReactiveCalls.class);

    assertThat(printed).isEqualTo("Delivered, Ada\n");
    assertThat(backends.received()).containsExactlyInAnyOrder("orderStatus", "check", "shop");
  }

  @Test
  void mayCallThemselvesDeeplyAndReturnTheirOwnFutures() throws Exception {
    assumeTrue(ProgramJvm.AGENT.endsWith(".jar"), "the agent is not packaged yet");

    String printed =
        backends.jvm(ClassPath.reactorAndAnnotations()).underAgent().run(RecursiveCalls.class);

    assertThat(printed).contains("nested more than 128 deep", "3000\n", "true\n");
    assertThat(backends.received()).hasSize(129).contains("plan", "answerLater");
  }
}
