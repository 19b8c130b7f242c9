// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp.newest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The agent in front of a client of MCP and of the server that the client starts. */
class UnderAgentTest {

  private static final String AGENT = System.getProperty("agent", "");

  @Test
  void aCallIsOneTraceOverBothProcesses() {
    List<ReceivedSpan> spans = run(PlainClient.class);

    assertThat(edges(spans)).containsExactlyInAnyOrder(" > TOOL weather", "weather > TOOL weather");
    assertThat(spans).extracting(ReceivedSpan::traceId).containsOnly(spans.get(0).traceId());
  }

  /** Runs a program whose class path has nothing of ours but its own classes. */
  private List<ReceivedSpan> run(Class<?> program) {
    assumeTrue(AGENT.endsWith(".jar"), "the agent is not packaged yet");
    String libraries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .filter(entry -> !Path.of(entry).getFileName().toString().contains("openinference"))
            .collect(Collectors.joining(File.pathSeparator));
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      ChildJvm.create()
          .option("-javaagent:" + AGENT)
          .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
          .classPath(
              Path.of("target", "test-classes").toAbsolutePath() + File.pathSeparator + libraries)
          .run(program);
      return receiver.spans();
    }
  }

  private static String parent(List<ReceivedSpan> spans, ReceivedSpan span) {
    return spans.stream()
        .filter(other -> other.spanId().equals(span.parentSpanId()))
        .map(ReceivedSpan::name)
        .findFirst()
        .orElse("");
  }

  private static List<String> edges(List<ReceivedSpan> spans) {
    return spans.stream()
        .map(span -> parent(spans, span) + " > " + span.openInferenceKind() + " " + span.name())
        .toList();
  }
}
