// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A run of a program under the Java agent, and the spans of the run.
 *
 * <p>The system property {@code agent} names the agent's jar. Without it the test is skipped. The
 * class path of the program has the classes of the test and the libraries of others, but none of
 * this project.
 *
 * @since 0.1.0
 */
public final class AgentRun {

  private final List<ReceivedSpan> spans;

  private AgentRun(List<ReceivedSpan> spans) {
    this.spans = spans;
  }

  /**
   * Runs a program to its end.
   *
   * @param program a class with a main method
   */
  public static AgentRun of(Class<?> program) {
    String agent = System.getProperty("agent", "");
    assumeTrue(agent.endsWith(".jar"), "the agent is not packaged yet");
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      ChildJvm.create()
          .option("-javaagent:" + agent)
          .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
          .classPath(
              Path.of("target", "test-classes").toAbsolutePath() + File.pathSeparator + libraries())
          .run(program);
      return new AgentRun(receiver.spans());
    }
  }

  private static String libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .filter(entry -> !Path.of(entry).getFileName().toString().contains("openinference"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns the spans of the run. */
  public List<ReceivedSpan> spans() {
    return spans;
  }

  /** Returns each span as the name of its parent, its kind and its name. */
  public List<String> edges() {
    return spans.stream()
        .map(span -> parent(span) + " > " + span.openInferenceKind() + " " + span.name())
        .toList();
  }

  private String parent(ReceivedSpan span) {
    return spans.stream()
        .filter(other -> other.spanId().equals(span.parentSpanId()))
        .map(ReceivedSpan::name)
        .findFirst()
        .orElse("");
  }
}
