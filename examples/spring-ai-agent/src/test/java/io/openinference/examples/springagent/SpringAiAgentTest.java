// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.springagent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SpringAiAgentTest {

  @Test
  void printsTheTraces() throws Exception {
    String normalized =
        run(Map.of())
            .replaceAll("[0-9]+\\.[0-9] ms", "# ms")
            .replaceAll("(session )[-0-9a-f]{36}", "$1#")
            .replaceAll(" \\([0-9]\\.[0-9]{2}\\)", " (#)");
    try (InputStream expected = getClass().getResourceAsStream("expected.txt")) {
      assertThat(normalized).isEqualTo(new String(expected.readAllBytes(), UTF_8));
    }
  }

  @Test
  @Tag("full")
  void sendsToTheEndpointOfTheEnvironment() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      String printed = run(Map.of("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint()));

      assertThat(printed)
          .isEqualTo("Sent to project spring-shop at " + receiver.endpoint() + ".\n");
      List<ReceivedSpan> tools =
          receiver.spans().stream().filter(span -> span.name().equals("track_parcel")).toList();
      assertThat(tools).hasSize(2);
      assertThat(tools).extracting(ReceivedSpan::traceId).containsOnly(tools.get(0).traceId());
      assertThat(tools)
          .extracting(span -> span.resourceAttributes().get("service.name"))
          .containsExactlyInAnyOrder("spring-shop", "parcel-server");
    }
  }

  private static String run(Map<String, String> environment) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SpringAiAgent.run(environment, new PrintStream(out, true, UTF_8));
    return out.toString(UTF_8);
  }
}
