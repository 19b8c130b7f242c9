// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One application on Spring AI, beside what other applications have for their own traces. */
@Tag("newest-boot")
class CombinationsTest {

  private static final String TREE =
      """
      AGENT ChatClient
        LLM gpt-5-mini
        TOOL orderStatus
        LLM gpt-5-mini
      """;

  private OtlpReceiver receiver;
  private StubServer model;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
    model = ShopModel.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
    model.close();
  }

  private String run(String classPath, String... properties) {
    String[] arguments = new String[properties.length + 1];
    arguments[0] = model.baseUrl();
    System.arraycopy(properties, 0, arguments, 1, properties.length);
    String printed = ChildJvm.create().classPath(classPath).run(AskingProgram.class, arguments);
    assertThat(printed).containsSubsequence("answer: ", "delivered", "answer: ", "delivered");
    return printed;
  }

  private String tree() {
    return ReceivedTree.withoutRequests(receiver.spans());
  }

  @Test
  void withoutTheActuatorTheSpansGoThroughTheSdk() {
    run(
        ApplicationClassPath.without(ApplicationClassPath.OBSERVABILITY_OF_BOOT),
        "openinference.endpoint=" + receiver.endpoint());

    assertThat(tree()).isEqualTo(TREE + TREE);
  }

  @Test
  void withoutOpenTelemetryAndEndpointTheApplicationAnswersAndSendsNothing() {
    run(ApplicationClassPath.without(ApplicationClassPath.OBSERVABILITY_OF_BOOT));

    assertThat(receiver.requests()).isEmpty();
  }

  /** Brave has the spans of the requests, which OpenTelemetry does not know. */
  @Test
  void besideBraveModelCallsAreTracesOfTheirOwn() {
    String printed =
        run(ApplicationClassPath.withBrave(), "openinference.endpoint=" + receiver.endpoint());

    assertThat(printed).contains("Brave: true");
    assertThat(tree()).isEqualTo(TREE + TREE);
  }
}
